import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf } from '../run/raw.ts';
import { visibleFrom } from '../run/visible-from.ts';

/** A tick came since. */
const tickMs = 410_000;

/** What the records show after all is not left to people. */
export const foundInRecords: Invariant = {
  name: 'what the records show is found',
  watch: (observed) => ({
    ended: () => {
      const waiting = observed
        .items()
        .map(instructionOf)
        .filter((each) => each?.status === 'needs-attention');
      const left = waiting.find((each) => each?.state.reason !== 'order-differs' && isShown(observed, each?.id ?? ''));
      return left === undefined ? undefined : `${left.id} waits for people (${left.state.reason})`;
    },
  }),
};

function isShown(observed: Observed, id: string): boolean {
  return (visibleFrom(observed, id) ?? Number.POSITIVE_INFINITY) < observed.exchange.now() - tickMs;
}
