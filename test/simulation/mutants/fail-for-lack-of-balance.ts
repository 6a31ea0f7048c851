import type { Mutant } from './mutant.ts';

export const failForLackOfBalance: Mutant = {
  name: 'fail for lack of balance',
  file: 'shared/exchange/client/judge-submission.ts',
  find: `return shortfall === 'held'`,
  replace: `return shortfall !== 'held'`,
};
