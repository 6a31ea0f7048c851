import type { RuleWords } from '../rule.ts';

/** One of the parts that commas separate: on which numbers, or on which day of a month, it is so. */
export type CronPart =
  | { readonly kind: 'numbers'; readonly numbers: ReadonlySet<number> }
  | { readonly kind: 'last-day' }
  /** The weekday nearest to a day of the month, or the last one. */
  | { readonly kind: 'work-day'; readonly day: number }
  /** The last of a day of the week in the month. Sunday is 1. */
  | { readonly kind: 'last-weekday'; readonly weekday: number }
  | { readonly kind: 'nth-weekday'; readonly weekday: number; readonly nth: number };

/** On which dates a schedule runs. Undefined for a day that the other one decides about. */
export interface CronDates {
  readonly dayOfMonth: readonly CronPart[] | undefined;
  readonly month: readonly CronPart[];
  readonly dayOfWeek: readonly CronPart[] | undefined;
  readonly year: readonly CronPart[];
}

/** When a schedule runs: on its dates, at each of these minutes of each of these hours. */
export interface CronSchedule extends CronDates {
  readonly minutes: readonly CronPart[];
  readonly hours: readonly CronPart[];
}

interface Field {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  /** Names that stand for numbers, from the lowest on. */
  readonly names?: readonly string[];
  /** What only this field takes beside numbers. */
  readonly special?: (text: string) => CronPart | undefined;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The fields of `cron(…)` in their order (guide of EventBridge Scheduler, "Schedule types"). */
const fields = {
  minutes: { name: 'minutes', lowest: 0, highest: 59 },
  hours: { name: 'hours', lowest: 0, highest: 23 },
  dayOfMonth: { name: 'day of month', lowest: 1, highest: 31, special: dayOfMonthPart },
  month: { name: 'month', lowest: 1, highest: 12, names: months },
  dayOfWeek: { name: 'day of week', lowest: 1, highest: 7, names: days, special: dayOfWeekPart },
  year: { name: 'year', lowest: 1970, highest: 2199 },
} as const satisfies Readonly<Record<string, Field>>;

/** Reads what stands between the brackets of `cron(…)`, or says what is wrong with it. */
export function readCron(text: string): CronSchedule | RuleWords {
  const [minutes = '', hours = '', dayOfMonth = '', month = '', dayOfWeek = '', year = '', ...more] = text.split(' ');
  if (year === '' || more.length > 0) {
    const expected = 'cron(minutes hours day-of-month month day-of-week year), with one space between each two';
    return { reason: 'does not have the six fields of a cron expression', expected };
  }
  // Either day says which days; the other one must say that it does not.
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    const reason = dayOfWeek === '?' ? 'names no day' : 'names days of the month and days of the week';
    return { reason, expected: '? for one of the two, and for the other the days' };
  }
  const read = {
    minutes: readField(minutes, fields.minutes),
    hours: readField(hours, fields.hours),
    dayOfMonth: dayOfMonth === '?' ? undefined : readField(dayOfMonth, fields.dayOfMonth),
    month: readField(month, fields.month),
    dayOfWeek: dayOfWeek === '?' ? undefined : readField(dayOfWeek, fields.dayOfWeek),
    year: readField(year, fields.year),
  };
  const [flaw] = Object.values(read).flatMap((field) => field?.flaws ?? []);
  if (flaw !== undefined) return flaw;
  return {
    minutes: read.minutes.parts,
    hours: read.hours.parts,
    dayOfMonth: read.dayOfMonth?.parts,
    month: read.month.parts,
    dayOfWeek: read.dayOfWeek?.parts,
    year: read.year.parts,
  };
}

interface ReadField {
  readonly parts: readonly CronPart[];
  readonly flaws: readonly RuleWords[];
}

function readField(text: string, field: Field): ReadField {
  const texts = text.split(',');
  if (texts.length > 1 && text.includes('#')) {
    const reason = `its ${field.name} ${text} has a # beside other parts`;
    return { parts: [], flaws: [{ reason, expected: 'nothing else where there is a #' }] };
  }
  const read = texts.map((each) => readPart(each, field));
  return {
    parts: read.flatMap((part) => ('kind' in part ? [part] : [])),
    flaws: read.flatMap((part) => ('reason' in part ? [part] : [])),
  };
}

/** `*`, a number or a name, a range of two, and each of them with a step. */
function readPart(text: string, field: Field): CronPart | RuleWords {
  const { name, lowest, highest } = field;
  const special = field.special?.(text);
  if (special !== undefined) return special;
  const [, first = '', last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,4}))?$/.exec(text) ?? [];
  const from = first === '*' ? lowest : numberOf(first, field);
  const end = step === undefined && first !== '*' ? from : highest;
  const to = last === undefined ? end : numberOf(last, field);
  if (from === undefined || to === undefined || (first === '*' && last !== undefined)) {
    return { reason: `its ${name} ${text} is none`, expected: rangeOf(field) };
  }
  if (from > to)
    return { reason: `its ${name} ${text} runs backwards`, expected: `the lower end first, in ${rangeOf(field)}` };
  const by = Number(step ?? 1);
  if (by < 1 || by > highest) {
    return {
      reason: `its ${name} ${text} has a step that the field has no room for`,
      expected: `a step from 1 to ${highest}`,
    };
  }
  const count = Math.floor((to - from) / by) + 1;
  return { kind: 'numbers', numbers: new Set(Array.from({ length: count }, (_, index) => from + index * by)) };
}

function rangeOf({ lowest, highest, names }: Field): string {
  const range = `${lowest}-${highest}`;
  return names === undefined ? range : `${range} or ${names[0]}-${names.at(-1)}`;
}

function numberOf(text: string, { lowest, highest, names = [] }: Field): number | undefined {
  const index = names.indexOf(text);
  if (index >= 0) return lowest + index;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= lowest && number <= highest ? number : undefined;
}

function dayOfMonthPart(text: string): CronPart | undefined {
  if (text === 'L') return { kind: 'last-day' };
  const [, day] = /^([1-9]|[12]\d|3[01]|L)W$/.exec(text) ?? [];
  return day === undefined ? undefined : { kind: 'work-day', day: day === 'L' ? 31 : Number(day) };
}

function dayOfWeekPart(text: string): CronPart | undefined {
  // The last day of the week.
  if (text === 'L') return { kind: 'numbers', numbers: new Set([7]) };
  const [, day = '', mark] = /^([1-7]|[A-Z]{3})(L|#[1-5])$/.exec(text) ?? [];
  const weekday = numberOf(day, { name: '', lowest: 1, highest: 7, names: days });
  if (mark === undefined || weekday === undefined) return undefined;
  return mark === 'L'
    ? { kind: 'last-weekday', weekday }
    : { kind: 'nth-weekday', weekday, nth: Number(mark.slice(1)) };
}
