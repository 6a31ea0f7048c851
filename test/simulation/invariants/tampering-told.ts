import type { Invariant } from '../run/observed.ts';
import { isRecord, isTamperedWith } from '../run/raw.ts';

/**
 * What was changed from outside is not only left alone: somebody hears of it. The tick reads what is open; an event
 * that was still to be noted may have taken it out of there, and then verify-history finds it.
 */
export const tamperingTold: Invariant = {
  name: 'what was changed from outside is told of',
  watch: ({ items, reported }) => ({
    ended: () => {
      const untold = items().find(
        (item) => isTamperedWith(item) && item.open !== undefined && !reported.some((line) => isToldOf(line, item.pk)),
      );
      return untold === undefined ? undefined : `nobody heard of ${untold.pk}`;
    },
  }),
};

/** A line of the log about an error says it as loggedError() does. */
function isToldOf(line: unknown, pk: unknown): boolean {
  const error = isRecord(line) ? line.error : undefined;
  return isRecord(error) && String(error.message).includes(`${pk} `);
}
