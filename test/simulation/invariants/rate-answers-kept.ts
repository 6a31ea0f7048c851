import type { FaultKind } from '../engine/faults.ts';
import { apiKeyOf } from '../fakes/keys.ts';
import type { Invariant } from '../run/observed.ts';
import { tableCallMs } from './quick-table.ts';

/** With these a function may not come to tell the others, or not at once. */
const hindrances: readonly FaultKind[] = [
  'crash-before',
  'crash-after',
  'table-error',
  'table-error-after',
  'table-late',
  'table-slow',
];
/** The block is written while the answer is written down. */
const toldWithinMs = 5;
/** Where a call of the table may take any time. */
const slowlyToldMs = 9_000;
/** What 429 and 418 ask for where they name nothing. */
const usualMs = { limit: 60_000, ban: 600_000 };
/** Clocks may be so far apart. */
const clocksMs = 2_000;
const keys = ['read', 'transfer', 'withdrawal', 'whitelist', 'fiat'] as const;

/** Who is told 429 blocks the key for all that use it, and who is told 418 blocks every key. */
export const rateAnswersKept: Invariant = {
  name: 'a 429 stops everybody who uses the key',
  watch: (observed) => {
    if (hindrances.some((kind) => observed.plan.rates[kind] !== undefined)) return {};
    const callMs = tableCallMs(observed.plan);
    const withinMs = callMs === undefined ? slowlyToldMs : callMs / 2 + toldWithinMs;
    const waiting = new Map<string, { readonly since: number; readonly until: number }>();
    const isBlocked = (key: string, until: number) => Number(observed.item(`pace#${key}`)?.blockedUntil ?? 0) >= until;
    const overdue = (now: number) => {
      const late = [...waiting].find(([, { since }]) => now > since + withinMs);
      return late === undefined
        ? undefined
        : `${late[0]} is not blocked long enough ${now - late[1].since} ms after the exchange asked for it`;
    };
    return {
      rateLimited: ({ apiKey, at, isBan, namedMs }) => {
        const until = at + (namedMs ?? (isBan ? usualMs.ban : usualMs.limit)) - clocksMs;
        const own = keys.filter((key) => isBan || [1, 2].some((version) => apiKeyOf(key, version) === apiKey));
        // A longer block stands.
        const free = own.filter((key) => until > at && !isBlocked(key, until));
        for (const key of free) if (!waiting.has(key)) waiting.set(key, { since: at, until });
        return undefined;
      },
      requestSent: ({ at }) => overdue(at),
      written: ({ at }) => {
        for (const [key, { until }] of waiting) if (isBlocked(key, until)) waiting.delete(key);
        return overdue(at);
      },
    };
  },
};
