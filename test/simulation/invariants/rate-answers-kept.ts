import type { FaultKind } from '../engine/faults.ts';
import type { Invariant } from '../run/observed.ts';

/** With these a function may not come to tell the others, or not at once. */
const hindrances: readonly FaultKind[] = ['crash-before', 'crash-after', 'table-error', 'table-error-after', 'table-late', 'table-slow'];
/** A request that has its slot already may still go. */
const claimedBeforeMs = 12_000;
const blockMs = 55_000;

/** Who is told 429 tells the others that use the key: nobody asks again within the minute. */
export const rateAnswersKept: Invariant = {
  name: 'a 429 stops everybody who uses the key',
  watch: ({ plan }) => {
    if (hindrances.some((kind) => plan.rates[kind] !== undefined)) return {};
    const told = new Map<string, number>();
    return {
      limited: ({ apiKey, at }) => {
        told.set(apiKey, at);
        return undefined;
      },
      left: ({ apiKey, at }) => {
        const since = at - (told.get(apiKey) ?? Number.NEGATIVE_INFINITY);
        return since > claimedBeforeMs && since < blockMs ? `a request ${since} ms after a 429` : undefined;
      },
    };
  },
};
