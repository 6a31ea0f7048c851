import type { Millis } from '../../functions/shared/core/clock.ts';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import type { Sweep } from '../../functions/shared/ledger/policy/sweep.ts';
import { checkEverRuns } from './schedule/schedule.ts';
import type { CheckedTreasury } from './schema.ts';

type Timing = Pick<CheckedTreasury['sweeps'][number], 'schedule' | 'timezone' | 'trigger'>;

const oneOfBoth = 'either a schedule such as "rate(1 hour)", or trigger: "deposit"';

/** A sweep runs by the clock or for deposits: one of the two, and nothing that only the other one needs. */
export function checkTrigger({ schedule, timezone, trigger }: Timing, path: string, now: Millis): Flaw[] {
  if (schedule !== undefined && trigger !== undefined) {
    return [{ field: `${path}.trigger`, reason: 'is there beside a schedule', expected: oneOfBoth }];
  }
  if (schedule !== undefined) return checkEverRuns(schedule, `${path}.schedule`, now);
  if (trigger === undefined) return [{ field: `${path}.schedule`, reason: 'is missing', expected: oneOfBoth }];
  if (timezone === undefined) return [];
  const reason = 'is there without a schedule';
  return [{ field: `${path}.timezone`, reason, expected: 'no time zone where a sweep runs for deposits' }];
}

/** When it runs: every schedule has its time zone, also one that names none. */
export function timingOf({
  schedule,
  timezone = 'UTC',
  trigger,
}: Timing): Pick<Sweep, 'schedule' | 'timezone' | 'trigger'> {
  if (schedule !== undefined) return { schedule, timezone };
  return trigger === undefined ? {} : { trigger };
}
