import { iso, type Millis } from '../core/clock.ts';
import type { Finding } from './findings.ts';
import type { KeyCheck } from './key-check.ts';

const dayMs = 86_400_000;

/** A key that nobody used for so many days is switched off (exchange-api.md 1.3). */
const idleDaysMax = 90;
/** Early enough to find out what stopped the daily checks, which keep a key alive by themselves. */
export const idleDaysWarning = 60;
/** A check may be late, and one may fail. When three days went by without any, the schedule is to blame. */
const checkGapMs = 3 * dayMs;
/** Ahead by this much, a timestamp of ours is refused (exchange-api.md 2.2). */
const skewMaxMs = 1_000;

/** Whole days that the key had not been used before this check. Undefined where no use is known. */
export function idleDays({ usedAt, checkedAt }: Pick<KeyCheck, 'usedAt' | 'checkedAt'>): number | undefined {
  return usedAt === undefined ? undefined : Math.max(0, Math.floor((checkedAt - usedAt) / dayMs));
}

/** What is to be said of any check, whatever the exchange answered: idle time, checks that did not run, clocks. */
export function judgeUse(check: KeyCheck): readonly Finding[] {
  return [...idleness(check), ...skipped(check), ...clocks(check)];
}

function idleness(check: KeyCheck): readonly Finding[] {
  const days = idleDays(check);
  if (days === undefined || days < idleDaysWarning) return [];
  const message = `Nothing used the key for ${days} days; after ${idleDaysMax} the exchange switches it off.`;
  return [{ code: 'idle', message }];
}

function skipped({ previousCheckAt, checkedAt }: KeyCheck): readonly Finding[] {
  if (previousCheckAt === undefined || checkedAt - previousCheckAt <= checkGapMs) return [];
  const message = `The last check before this one was on ${dateOf(previousCheckAt)}. See why the daily check did not run.`;
  return [{ code: 'check-skipped', message }];
}

function clocks({ clock }: KeyCheck): readonly Finding[] {
  // A slow answer makes the figure uncertain: only what is certain is told.
  if (clock === undefined || Math.abs(clock.skewMs) - clock.roundTripMs / 2 <= skewMaxMs) return [];
  const where = clock.skewMs > 0 ? 'ahead of' : 'behind';
  return [{ code: 'clock-skew', message: `The exchange's clock is ${Math.abs(clock.skewMs)} ms ${where} ours.` }];
}

function dateOf(at: Millis): string {
  return iso(at).slice(0, 10);
}
