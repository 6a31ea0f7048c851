import type { Invariant } from '../run/observed.ts';
import { instructionOf, listOf, type Raw } from '../run/raw.ts';
import { clocksOffMs, policiesSince } from './item-periods.ts';
import { windowMs } from './support.ts';

/** What an earlier version left out of a policy. */
const usualMs = 3_600_000;

/** From the last look to the bytes. */
const lookMs = windowMs + 1_000;

/** No transfer leaves later after the time of its run than a policy of its last look let it. */
export const runsInTime: Invariant = {
  name: 'no transfer is sent long after the time of its run',
  watch: (observed) => ({
    posted: ({ at, params }) => {
      const id = params.get('clientOrderId') ?? '';
      const content = instructionOf(observed.item(`instruction#${id}`))?.content;
      if (content?.sweepId === undefined) return undefined;
      const lateMs = at - runTimeOf(id);
      const policies = policiesSince(observed, at - lookMs);
      const longest = Math.max(...policies.map((policy) => startWithinOf(policy, content.sweepId)));
      return lateMs > longest + lookMs + 2 * clocksOffMs(observed)
        ? `${id} leaves ${lateMs} ms after its time, and ${longest} are allowed`
        : undefined;
    },
  }),
};

/** How late a run of this sweep may be sent. Whether there is such a sweep at all, others judge. */
export function startWithinOf(policy: Raw, sweepId: unknown): number {
  const sweep = listOf(policy.sweeps).find(({ id }) => id === sweepId);
  return Number(sweep?.startWithinMs ?? usualMs);
}

/** The id of a run ends with its time, such as `20261120T100000Z`. */
export function runTimeOf(id: string): number {
  return Date.parse(id.slice(-16).replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5'));
}
