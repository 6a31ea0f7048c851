import { apiKeyOf } from '../fakes/keys.ts';
import type { Invariant } from '../run/observed.ts';

/** A request whose slot was claimed before the block may leave so much later, with a clock that is off. */
const claimedBeforeMs = 12_000;

/** 429 stops a key, 418 all of them: what the table says of a block is kept by everybody. */
export const blocks: Invariant = {
  name: 'nobody asks the exchange while a key is blocked',
  watch: (observed) => {
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
          const isDuring = at > from + claimedBeforeMs && at < until - observed.plan.world.instanceOffsetMs * 2;
          if (isOfKey && isDuring) return `the key ${key} is used ${at - from} ms into its block`;
        }
        return undefined;
      },
    };
  },
};
