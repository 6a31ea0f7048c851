import type { Mutant } from './mutant.ts';

export const takeADuplicateCodeForAnyDoubt: Mutant = {
  name: 'take a duplicate code for any doubt',
  file: 'reconciliation/follow-one.ts',
  find: `  if (wasSeenBefore(instruction)) return escalate(dependencies, instruction, 'seen-before', near, counts);`,
  replace: `  `,
};
