/** When a sweep runs, as far as it can be said in words. */
export type Schedule =
  | { readonly kind: 'every'; readonly count: number; readonly unit: 'minute' | 'hour' | 'day' }
  | { readonly kind: 'daily'; readonly time: string }
  /** Days as AWS names them, such as `MON-FRI`. */
  | { readonly kind: 'weekly'; readonly days: string; readonly time: string }
  | { readonly kind: 'other'; readonly expression: string };

/** Reads an expression of EventBridge Scheduler. What is not one of the usual forms is shown as it is written. */
export function readSchedule(expression: string): Schedule {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined && (unit === 'minute' || unit === 'hour' || unit === 'day'))
    return { kind: 'every', count: Number(count), unit };
  const fields = /^cron\((\d{1,2}) (\d{1,2}) (\S+) \* (\S+) \*\)$/.exec(expression);
  if (fields === null) return { kind: 'other', expression };
  const [, minute = '', hour = '', dayOfMonth = '', weekdays = ''] = fields;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (!'*?'.includes(dayOfMonth)) return { kind: 'other', expression };
  return '*?'.includes(weekdays) ? { kind: 'daily', time } : { kind: 'weekly', days: weekdays, time };
}
