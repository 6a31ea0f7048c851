import type { Mutant } from './mutant.ts';

export const followFlappingRecords: Mutant = {
  name: 'follow records that say one thing and then another',
  file: 'reconciliation/left-to-people.ts',
  find: "state.reason === 'order-differs' || doubts > doubtsMax",
  replace: 'doubts < doubtsMax',
  also: [
    {
      file: 'reconciliation/follow-one.ts',
      find: `  if (!isEnd && seen.state.status === 'needs-attention' && seen.state.exchangeOrderId !== undefined) return seen;\n`,
      replace: '',
    },
  ],
};
