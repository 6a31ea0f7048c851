import type { Invariant } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';

/** Clocks of two instances are at most so far apart. */
const clocksMs = 1_500;

/** What is held waits its time before it goes again: a 429 has its minute, and what fails again waits longer. */
export const waitsKept: Invariant = {
  name: 'what is held waits its time',
  watch: () => ({
    written: ({ item, before, at }) => {
      const now = instructionOf(item);
      const seen = instructionOf(before);
      if (now?.status !== 'sending' || seen?.status !== 'approved') return undefined;
      const early = Number(seen.state.notBefore ?? 0) - at;
      return early > clocksMs ? `${now.id} goes ${early} ms before its time` : undefined;
    },
  }),
};
