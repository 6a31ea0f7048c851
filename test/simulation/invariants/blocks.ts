import { apiKeyOf } from '../fakes/keys.ts';
import type { Invariant } from '../run/observed.ts';
import { tableCallMs } from './quick-table.ts';

/**
 * What a function read of the block is as old as the answer of the table, and what it slept in between where that is
 * slow.
 */
const knownForMs = 60;
/** Where a call of the table may take any time. */
const slowlyKnownMs = 12_000;

/** 429 stops a key, 418 all of them: what the table says of a block is kept by everybody. */
export const blocks: Invariant = {
  name: 'nobody asks the exchange while a key is blocked',
  watch: (observed) => {
    const callMs = tableCallMs(observed.plan);
    const knownMs = callMs === undefined ? slowlyKnownMs : callMs + knownForMs;
    const blocked = new Map<string, { readonly from: number; readonly until: number }>();
    return {
      written: ({ pk, item, before, at }) => {
        const isBlock = pk.startsWith('pace#') && item.blockedUntil !== before?.blockedUntil;
        if (isBlock) blocked.set(pk.slice('pace#'.length), { from: at, until: Number(item.blockedUntil) });
        return undefined;
      },
      requestSent: ({ apiKey, at }) => {
        for (const [key, { from, until }] of blocked) {
          const isOfKey = [1, 2].some((version) => apiKeyOf(key, version) === apiKey);
          const isDuring = at > from + knownMs && at < until - observed.plan.world.instanceOffsetMs * 2;
          if (isOfKey && isDuring) return `the key ${key} is used ${at - from} ms into its block`;
        }
        return undefined;
      },
    };
  },
};
