import * as v from 'valibot';

interface Field {
  readonly lowest: number;
  readonly highest: number;
  /** Names that stand for numbers, from the lowest on. */
  readonly names?: readonly string[];
  /** What only this field takes beside numbers. */
  readonly extra?: RegExp;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The fields of `cron(…)` in their order (guide of EventBridge Scheduler, "Schedule types"). */
const fields: readonly Field[] = [
  { lowest: 0, highest: 59 },
  { lowest: 0, highest: 23 },
  { lowest: 1, highest: 31, extra: /^(L|([1-9]|[12]\d|3[01])W)$/ },
  { lowest: 1, highest: 12, names: months },
  { lowest: 1, highest: 7, names: days, extra: /^([1-7]|[A-Z]{3})?L$|^[1-7]#[1-5]$/ },
  { lowest: 1970, highest: 2199 },
];
const dayOfMonth = 2;
const dayOfWeek = 4;

/** `cron(…)` or `rate(…)`. AWS would refuse a wrong one too, but in the middle of a deployment. */
export const scheduleSchema = v.pipe(
  v.string('a schedule such as "cron(0 18 ? * MON-FRI *)"'),
  v.check(
    isSchedule,
    'rate(1 hour), rate(30 minutes) and so on, or cron(minutes hours day month weekday year) as EventBridge ' +
      'Scheduler takes it, with ? for either day or weekday',
  ),
);

function isSchedule(text: string): boolean {
  const [, cron] = /^cron\((.*)\)$/.exec(text) ?? [];
  if (cron !== undefined) return isCron(cron.split(' '));
  const [, count, plural] = /^rate\(([1-9]\d{0,5}) (?:minute|hour|day)(s?)\)$/.exec(text) ?? [];
  return count !== undefined && (count === '1') === (plural === '');
}

function isCron(parts: readonly string[]): boolean {
  // Either day says which days; the other one must say that it does not.
  if (parts.length !== fields.length || (parts[dayOfMonth] === '?') === (parts[dayOfWeek] === '?')) return false;
  return fields.every((field, index) => {
    const part = parts[index] ?? '';
    const isDay = index === dayOfMonth || index === dayOfWeek;
    return (isDay && part === '?') || part.split(',').every((each) => isFieldPart(each, field));
  });
}

/** `*`, a number or a name, a range of two, and each of them with a step. */
function isFieldPart(text: string, field: Field): boolean {
  if (field.extra?.test(text) === true) return true;
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  if (step !== undefined && Number(step) === 0) return false;
  if (from === '*') return to === undefined;
  return isFieldValue(from, field) && (to === undefined || isFieldValue(to, field));
}

function isFieldValue(text: string, { lowest, highest, names = [] }: Field): boolean {
  if (names.includes(text)) return true;
  return /^\d{1,4}$/.test(text) && Number(text) >= lowest && Number(text) <= highest;
}
