import * as v from 'valibot';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { Flaw } from '../../../functions/shared/core/errors.ts';
import type { RuleWords } from '../../../functions/shared/core/rule.ts';
import { readCron } from '../../../functions/shared/core/schedule/cron.ts';
import { everRunsFrom } from './cron-dates.ts';

const form = 'a schedule such as "cron(0 18 ? * MON-FRI *)" or "rate(1 hour)"';

/** `cron(…)` or `rate(…)`. AWS would refuse a wrong one too, but in the middle of a deployment. */
export const scheduleSchema = v.pipe(
  v.string(form),
  v.rawCheck<string>(({ dataset, addIssue }) => {
    const words = dataset.typed ? flawOf(dataset.value) : undefined;
    if (words !== undefined) addIssue({ message: words.expected, received: words.reason });
  }),
);

function flawOf(text: string): RuleWords | undefined {
  const cron = cronIn(text);
  if (cron !== undefined) {
    const read = readCron(cron);
    return 'reason' in read ? read : undefined;
  }
  const [, count, plural] = /^rate\(([1-9]\d{0,5}) (?:minute|hour|day)(s?)\)$/.exec(text) ?? [];
  if (count !== undefined && (count === '1') === (plural === '')) return undefined;
  return text.startsWith('rate(')
    ? { reason: 'is no rate', expected: 'rate(1 minute), rate(30 minutes), rate(1 hour), rate(2 days) and so on' }
    : { reason: 'is neither a rate nor a cron expression', expected: form };
}

/** A schedule that waits for a date that never comes: a sweep that everybody believes in, and that moves nothing. */
export function checkEverRuns(schedule: string, field: string, now: Millis): Flaw[] {
  const cron = cronIn(schedule);
  const read = cron === undefined ? undefined : readCron(cron);
  if (read === undefined || 'reason' in read || everRunsFrom(read, now)) return [];
  return [
    { field, reason: 'never runs: no such date is to come', expected: 'days, months and years that are to come' },
  ];
}

/** What stands between the brackets. */
function cronIn(text: string): string | undefined {
  return /^cron\((.*)\)$/.exec(text)?.[1];
}
