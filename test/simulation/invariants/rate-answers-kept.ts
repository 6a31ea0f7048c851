import type { FaultKind } from '../engine/faults.ts';
import { apiKeyOf } from '../fakes/keys.ts';
import type { Invariant } from '../run/observed.ts';

/** With these a function may not come to tell the others, or not at once. */
const hindrances: readonly FaultKind[] = [
  'crash-before',
  'crash-after',
  'table-error',
  'table-error-after',
  'table-late',
  'table-slow',
];
/** The answer is written down first, then the block. */
const toldWithinMs = 9_000;
/** What a 429 asks for, less what clocks may be apart. */
const blockMs = 58_000;
const keys = ['read', 'transfer', 'withdrawal', 'whitelist', 'fiat'] as const;

/** Who is told 429 blocks the key for all that use it, and who is told 418 blocks every key. */
export const rateAnswersKept: Invariant = {
  name: 'a 429 stops everybody who uses the key',
  watch: (observed) => {
    if (hindrances.some((kind) => observed.plan.rates[kind] !== undefined)) return {};
    const waiting = new Map<string, number>();
    const overdue = (now: number) => {
      const late = [...waiting].find(([, since]) => now > since + toldWithinMs);
      return late === undefined
        ? undefined
        : `${late[0]} is not blocked ${now - late[1]} ms after the exchange asked for it`;
    };
    return {
      rateLimited: ({ apiKey, at, isBan }) => {
        const own = keys.filter((key) => isBan || [1, 2].some((version) => apiKeyOf(key, version) === apiKey));
        // A longer block stands.
        const free = own.filter((key) => Number(observed.item(`pace#${key}`)?.blockedUntil ?? 0) < at + blockMs);
        for (const key of free) if (!waiting.has(key)) waiting.set(key, at);
        return undefined;
      },
      requestSent: ({ at }) => overdue(at),
      written: ({ pk, item, before, at }) => {
        const isBlock = pk.startsWith('pace#') && Number(item.blockedUntil) > at;
        if (isBlock || before?.blockedUntil !== item.blockedUntil) waiting.delete(pk.slice('pace#'.length));
        return overdue(at);
      },
    };
  },
};
