import type { Millis } from '../../shared/core/clock.ts';
import { runTimes, type TimeSpan } from '../../shared/core/schedule/run-times.ts';
import { findCoveringPause, type Pause } from '../../shared/ledger/pause/pause.ts';
import type { Policy } from '../../shared/ledger/policy/policy.ts';
import type { Sweep } from '../../shared/ledger/policy/sweep.ts';
import type { PlannedRun } from './forecast-input.ts';

/** The runs of all sweeps in a span. */
export interface PlannedRuns {
  /** In the order of their times. */
  readonly runs: readonly PlannedRun[];
  /** Until then they are all there. */
  readonly until: Millis;
  /** Sweeps that no time says when they run. */
  readonly unscheduled: readonly string[];
}

/** So many runs one answer looks at. */
export const runsMax = 5_000;

/** Scheduler's own, where a sweep names none. */
const usualZone = 'UTC';

/** Every run of each sweep that is enabled. Where there are too many, as far as all of them are there. */
export function planRuns({ sweeps, coins }: Policy, pauses: readonly Pause[], span: TimeSpan): PlannedRuns {
  const unscheduled: string[] = [];
  const all = sweeps.filter(({ enabled }) => enabled).flatMap(runsOf);
  const sorted = all.toSorted((a, b) => a.at - b.at || (a.sweep.id < b.sweep.id ? -1 : 1));
  const beyond = sorted[runsMax];
  if (beyond === undefined) return { runs: sorted, until: span.until, unscheduled };
  return { runs: sorted.filter(({ at }) => at < beyond.at), until: beyond.at - 1, unscheduled };

  function runsOf(sweep: Sweep): PlannedRun[] {
    const { schedule, timezone = usualZone, coin, to: destination, id: sweepId } = sweep;
    const found = schedule === undefined ? undefined : runTimes(schedule, timezone, span, runsMax + 1);
    if (found === undefined) {
      unscheduled.push(sweepId);
      return [];
    }
    const isPaused = findCoveringPause(pauses, { kind: 'asset-transfer', coin, destination, sweepId }) !== undefined;
    const decimals = coins[coin]?.decimals ?? 0;
    return found.times.map((at) => ({ at, isTimeKnown: found.isExact, sweep, decimals, isPaused }));
  }
}
