import type { Mutant } from './mutant.ts';

export const sendBeforeTheFundingSettled: Mutant = {
  name: 'send before the funding settled',
  file: 'shared/ledger/funding/funding-progress.ts',
  find: `if (!isTerminal(state.status)) return 'under-way';`,
  replace: `if (!isTerminal(state.status)) return state.status === 'sent' ? 'done' : 'under-way';`,
};
