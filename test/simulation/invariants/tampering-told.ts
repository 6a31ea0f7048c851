import type { Invariant } from '../run/observed.ts';
import { isTamperedWith } from '../run/raw.ts';

/**
 * What was changed from outside is not only left alone: somebody hears of it. The tick reads what is open; an event that was
 * still to be noted may have taken it out of there, and then verify-history finds it.
 */
export const tamperingTold: Invariant = {
  name: 'what was changed from outside is told of',
  watch: ({ items, reported }) => ({
    ended: () => {
      const untold = items().find(
        (item) =>
          isTamperedWith(item) &&
          item.open !== undefined &&
          !reported.some((each) => each instanceof Error && each.message.includes(`${item.pk} `)),
      );
      return untold === undefined ? undefined : `nobody heard of ${untold.pk}`;
    },
  }),
};
