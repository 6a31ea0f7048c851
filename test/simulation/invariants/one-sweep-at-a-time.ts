import type { Invariant } from '../run/observed.ts';
import { endStatuses, instructionOf } from '../run/raw.ts';

/** Two sweeps from one account and coin never decide on the same balance. */
export const oneSweepAtATime: Invariant = {
  name: 'one sweep at a time from an account',
  watch: (observed) => ({
    written: ({ item, before }) => {
      const now = instructionOf(item);
      if (now?.status !== 'sending' || now.content.kind !== 'asset-transfer' || before?.status === 'sending')
        return undefined;
      const other = observed
        .items()
        .map(instructionOf)
        .find(
          (each) =>
            each !== undefined &&
            each.id !== now.id &&
            each.content.source === now.content.source &&
            each.content.coin === now.content.coin &&
            !endStatuses.has(each.status),
        );
      return other === undefined ? undefined : `${now.id} is sent while ${other.id} is ${other.status}`;
    },
  }),
};
