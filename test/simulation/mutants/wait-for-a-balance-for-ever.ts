import type { Mutant } from './mutant.ts';

export const waitForABalanceForEver: Mutant = {
  name: 'wait for a balance for ever',
  file: 'reconciliation/await-balance.ts',
  find: `return balance.readAt > heldAt && covers(balance, content, termsFor(readings, content, now));`,
  replace: `return false;`,
};
