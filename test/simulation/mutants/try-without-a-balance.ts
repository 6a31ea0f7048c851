import type { Mutant } from './mutant.ts';

export const tryWithoutABalance: Mutant = {
  name: 'try without a balance',
  file: 'reconciliation/await-balance.ts',
  find: `return balance.readAt > heldAt && covers(balance, content, termsFor(readings, content, now));`,
  replace: `return true;`,
};
