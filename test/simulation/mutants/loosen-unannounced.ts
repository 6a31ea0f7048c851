import type { Mutant } from './mutant.ts';

export const loosenUnannounced: Mutant = {
  name: 'loosen unannounced',
  file: 'shared/ledger/policy/policy-state.ts',
  find: `if (pending === undefined || now < pending.actsAt || !isAnnounced(state, announced)) return state;`,
  replace: `if (pending === undefined || now < pending.actsAt) return state;`,
};
