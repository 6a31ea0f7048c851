import type { Millis } from '../shared/core/clock.ts';
import type { Deposit, TrackedDeposit } from './deposit.ts';
import { meaningOf } from './deposit-status.ts';

/** When a look is. */
export interface ObservedAt {
  /** On our clock. */
  readonly now: Millis;
  /** When deposits of this kind were first looked for, on the exchange's clock. */
  readonly baselineAt: Millis;
}

/**
 * What is remembered of a deposit after it was listed once more. Undefined where there is nothing to remember: it was
 * at its end before anybody looked. The list may repeat a row, and go back and forth: what was credited stays so.
 */
export function observeDeposit(
  known: TrackedDeposit | undefined,
  listed: Deposit,
  { now, baselineAt }: ObservedAt,
): TrackedDeposit | undefined {
  const { phase } = meaningOf(listed);
  if (known === undefined) {
    if (isHistory(listed, baselineAt)) return undefined;
    return { ...listed, firstSeen: now, told: [], ...(phase === 'credited' ? { creditedAt: now } : {}) };
  }
  if (known.creditedAt !== undefined) return { ...known, status: listed.status };
  const { firstSeen, told, runs } = known;
  return {
    ...listed,
    firstSeen,
    told,
    ...(runs === undefined ? {} : { runs }),
    ...(phase === 'credited' ? { creditedAt: now } : {}),
  };
}

/** Whether it came before anybody looked, and was at its end by the time that somebody did. */
export function isHistory(listed: Deposit, baselineAt: Millis): boolean {
  const { phase } = meaningOf(listed);
  return listed.time < baselineAt && phase !== 'waiting' && phase !== 'stopped';
}

/** Whether a list says something else of a deposit than what was credited. Its status may change. */
export function contradicts(known: TrackedDeposit, listed: Deposit): boolean {
  if (known.creditedAt === undefined) return false;
  return known.coin !== listed.coin || known.quantity !== listed.quantity || known.address !== listed.address;
}

/** Whether the exchange may still change what it lists of it. `seenAt` is the exchange's time of the look. */
export function isOnItsWay(deposit: TrackedDeposit, seenAt: Millis): boolean {
  const isEnd = deposit.creditedAt !== undefined || meaningOf(deposit).phase === 'refunded';
  return !isEnd && seenAt - deposit.time < followedMs;
}

/** The exchange lists 30 days (exchange-api.md 3.13). What is not at its end by then is people's alone. */
export const followedMs = 29 * 86_400_000;
