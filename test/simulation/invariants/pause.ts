import type { Invariant } from '../run/observed.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import { windowMs } from './support.ts';

/** Nothing is accepted later than one receive window after a pause was, until two different people resumed. */
export const pause: Invariant = {
  name: 'nothing is sent during a pause',
  watch: (observed) => {
    /** On the exchange's clock. */
    let pausedAt: number | undefined;
    /** When somebody asked for a pause and was told that it stands. */
    let paused: number | undefined;
    let proposed = 0;
    return {
      written: ({ pk, item, before, at }) => {
        if (pk !== 'pause') return undefined;
        const standing = recordOf(item.switch);
        const lost =
          before === undefined
            ? undefined
            : wrongGrowth(listOf(recordOf(before.switch).changes), listOf(standing.changes));
        if (lost !== undefined) return lost;
        const last = listOf(standing.changes).at(-1);
        if (last?.what === 'resume-proposed') proposed = at;
        if (last?.what === 'resumed' && paused !== undefined && proposed < paused)
          return 'resumed by a proposal from before the last pause';
        if (standing.pause === undefined) pausedAt = undefined;
        else pausedAt ??= observed.world.now();
        return wrongResume(listOf(standing.changes)) ?? wrongStanding(standing);
      },
      done: ({ name, since }) => {
        if (name === 'pause') paused = since;
        return undefined;
      },
      executed: ({ order, post, exchangeAt }) => {
        if (post === undefined || pausedAt === undefined || exchangeAt <= pausedAt + windowMs) return undefined;
        return `${order.clientOrderId} is taken ${exchangeAt - pausedAt} ms after the pause`;
      },
    };
  },
};

/** Nobody's change is overwritten by another one's. */
function wrongGrowth(before: readonly Raw[], now: readonly Raw[]): string | undefined {
  const isGrown = now.length === before.length + 1 && JSON.stringify(now.slice(0, -1)) === JSON.stringify(before);
  return isGrown ? undefined : 'a change of the switch is lost';
}

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
