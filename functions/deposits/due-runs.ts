import type { Millis } from '../shared/core/clock.ts';
import type { AccountId } from '../shared/core/ids.ts';
import type { Sweep } from '../shared/ledger/policy/sweep.ts';
import type { TrackedDeposit } from './deposit.ts';

/** A run that a deposit asks for, and that is not sent. */
export interface WaitingRun {
  readonly deposit: TrackedDeposit;
  readonly creditedAt: Millis;
  readonly sweep: Sweep;
  readonly source: AccountId;
}

/** After this wait a run goes in any case: it has to begin within ten minutes of the credit. */
export const waitMaxMs = 5 * 60_000;

/** Runs of one account and coin exclude each other, of whichever sweep they are. */
export function sourceOf({ source, sweep }: Pick<WaitingRun, 'source' | 'sweep'>): string {
  return `${source} ${sweep.coin}`;
}

/**
 * The runs that are sent now. While a transfer from an account and coin is open, a second run would end without having
 * looked at the balance: so they go one after the other, the oldest first, and what waited for too long goes anyway.
 */
export function dueRuns(
  waiting: readonly WaitingRun[],
  busySources: ReadonlySet<string>,
  now: Millis,
): readonly WaitingRun[] {
  const oldestFirst = waiting.toSorted((a, b) => a.creditedAt - b.creditedAt);
  return [...Map.groupBy(oldestFirst, sourceOf)].flatMap(([source, runs]) => {
    const late = runs.filter(({ creditedAt }) => now - creditedAt >= waitMaxMs);
    return late.length > 0 || busySources.has(source) ? late : runs.slice(0, 1);
  });
}
