import type { Mutant } from './mutant.ts';

export const ignoreTheCoolOff: Mutant = {
  name: 'ignore the cool-off',
  file: 'shared/ledger/authorization/authorize-payment.ts',
  find: `const isWaiting = state.status === 'cooling-off' && now < state.until;`,
  replace: `const isWaiting = state.status === 'cooling-off' && now < 0;`,
};
