import type { FaultKind } from '../engine/faults.ts';
import type { Invariant } from '../run/observed.ts';

/** With these the exchange refuses a key, and then the one at hand is no longer used. */
const refusals: readonly FaultKind[] = ['post-held', 'read-code'];
/** So long a key is used on that cannot be read anew, and so long Secrets Manager is then left alone. */
const usedOnMs = 3_600_000;
const leftAloneMs = 10_000;

interface Asked {
  readonly readAt: number;
  readonly failedAt: number | undefined;
}

/** Secrets Manager that cannot be reached says nothing of a key: who has one works on with it. */
export const heldKeyUsedOn: Invariant = {
  name: 'a key at hand is used on while Secrets Manager is away',
  watch: ({ plan }) => {
    if (refusals.some((kind) => plan.rates[kind] !== undefined)) return {};
    const rotated = new Set(plan.actions.flatMap((action) => (action.kind === 'rotate-key' ? [action.key] : [])));
    const holders = new Map<string, Asked>();
    return {
      secretAsked: ({ at, by, key, isAnswered }) => {
        if (rotated.has(key)) return undefined;
        const holder = `${by} ${key}`;
        const before = holders.get(holder);
        if (isAnswered) holders.set(holder, { readAt: at, failedAt: undefined });
        else if (before !== undefined) holders.set(holder, { ...before, failedAt: at });
        if (before?.failedAt === undefined || at >= before.readAt + usedOnMs) return undefined;
        const since = at - before.failedAt;
        return since < leftAloneMs
          ? `${by} has the key ${key}, and asks for it ${since} ms after it could not be read`
          : undefined;
      },
    };
  },
};
