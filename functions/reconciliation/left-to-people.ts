import type { Instruction } from '../shared/ledger/instruction/instruction.ts';

/** One doubt may clear up by itself. Records that say one thing and then another are no evidence either way. */
const doubtsMax = 1;

/**
 * Whether only people move it on, whatever the records show next. Records that contradict what we sent, and now do not,
 * contradict themselves; followed, they would write an entry and tell people anew at each tick.
 */
export function isLeftToPeople({ state, history }: Instruction): boolean {
  if (state.status !== 'needs-attention') return false;
  const doubts = history.filter(({ from, to }) => to === 'needs-attention' && from !== to).length;
  return state.reason === 'order-differs' || doubts > doubtsMax;
}
