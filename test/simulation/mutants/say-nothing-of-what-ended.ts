import type { Mutant } from './mutant.ts';

export const sayNothingOfWhatEnded: Mutant = {
  name: 'say nothing of a withdrawal that ended',
  file: 'reconciliation/await-funding.ts',
  find: `return isTerminal(withdrawal.state.status) ? 'withdrawal-ended' : undefined;`,
  replace: 'return undefined;',
};
