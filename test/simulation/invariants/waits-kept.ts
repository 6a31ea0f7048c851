import { startTime } from '../fakes/simulated-policy.ts';
import type { Invariant } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';
import { policiesSince } from './item-periods.ts';

/** Clocks of two instances are at most so far apart. */
const clocksMs = 1_500;
const functionMs = 60_000;

/**
 * What is approved goes before its approval expires. What is held waits its time before it goes again: a 429 has its
 * minute, and what fails again waits longer.
 */
export const waitsKept: Invariant = {
  name: 'what is held waits its time',
  watch: (observed) => ({
    written: ({ item, before, at }) => {
      const now = instructionOf(item);
      const seen = instructionOf(before);
      if (now?.status !== 'sending' || seen?.status !== 'approved') return undefined;
      const early = Number(seen.state.notBefore ?? 0) - at;
      const age = at - Date.parse(String(item.createdAt));
      const longest = Math.max(...policiesSince(observed, startTime).map((policy) => Number(policy.approvalExpiryMs)));
      // From its last look at its age on, a function may work for as long as it has.
      if (age > longest + clocksMs + functionMs) return `${now.id} goes ${age} ms after it was asked for`;
      return early > clocksMs ? `${now.id} goes ${early} ms before its time` : undefined;
    },
  }),
};
