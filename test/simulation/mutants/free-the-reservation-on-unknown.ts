import type { Mutant } from './mutant.ts';

export const freeTheReservationOnUnknown: Mutant = {
  name: 'free the reservation on unknown',
  file: 'shared/ledger/limits/settlements.ts',
  find: `return state.status === 'failed' ? [{ kind: 'free', id }] : [];`,
  replace: `return state.status === 'failed' || state.status === 'unknown' ? [{ kind: 'free', id }] : [];`,
};
