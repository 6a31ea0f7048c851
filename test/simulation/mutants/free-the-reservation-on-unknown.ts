import type { Mutant } from './mutant.ts';

export const freeTheReservationOnUnknown: Mutant = {
  name: 'free the reservation on unknown',
  file: 'shared/ledger/limits/settlements.ts',
  find: `if (state.status === 'failed') return [{ kind: 'free', id }];`,
  replace: `if (state.status === 'failed' || state.status === 'unknown') return [{ kind: 'free', id }];`,
};
