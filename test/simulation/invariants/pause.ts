import type { Invariant } from '../run/observed.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import { windowMs } from './support.ts';

/** Nothing is accepted later than one receive window after a pause was, until two different people resumed. */
export const pause: Invariant = {
  name: 'nothing is sent during a pause',
  watch: (observed) => {
    /** On the exchange's clock. */
    let pausedAt: number | undefined;
    return {
      written: ({ pk, item }) => {
        if (pk !== 'pause') return undefined;
        const standing = recordOf(item.switch);
        if (standing.pause === undefined) pausedAt = undefined;
        else pausedAt ??= observed.world.now();
        return wrongResume(listOf(standing.changes)) ?? wrongStanding(standing);
      },
      executed: ({ order, post, exchangeAt }) => {
        if (post === undefined || pausedAt === undefined || exchangeAt <= pausedAt + windowMs) return undefined;
        return `${order.clientOrderId} is taken ${exchangeAt - pausedAt} ms after the pause`;
      },
    };
  },
};

function wrongStanding({ pause: standing, changes }: Raw): string | undefined {
  const last = listOf(changes).at(-1)?.what;
  return isRecord(standing) === (last === 'resumed') ? `it is ${last}, and stands otherwise` : undefined;
}

/** It takes a proposal and another person, and nothing between the two. */
function wrongResume(changes: readonly Raw[]): string | undefined {
  const wrong = changes.find((change, index) => {
    const before = changes[index - 1];
    return change.what === 'resumed' && (before?.what !== 'resume-proposed' || isSame(before, change));
  });
  return wrong === undefined ? undefined : `resumed by ${wrong.by} alone`;
}

function isSame(a: Raw, b: Raw): boolean {
  return String(a.by).toLowerCase() === String(b.by).toLowerCase();
}
