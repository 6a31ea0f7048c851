import type { Invariant } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';

/** Records that contradict what was sent are told once, and a second doubt of another sort once more. */
const doubtsMax = 2;

/** What the records say one moment and unsay the next fills no history, and wakes nobody again and again. */
export const toldOnce: Invariant = {
  name: 'records that flap are told once',
  watch: () => ({
    written: ({ item, before }) => {
      const now = instructionOf(item);
      if (now?.status !== 'needs-attention' || instructionOf(before)?.status === 'needs-attention') return undefined;
      const doubts = now.history.filter(({ from, to }) => to === 'needs-attention' && from !== to);
      const differing = doubts.filter(({ reason }) => reason === 'order-differs');
      if (differing.length > 1) return `${now.id}: it is told ${differing.length} times that its order differs`;
      return doubts.length > doubtsMax ? `${now.id} goes to people for the ${doubts.length}. time` : undefined;
    },
  }),
};
