import { invalidFlag } from '../../command-line/flags.ts';

/** A month or a day, by the days of the exchange. */
export interface Period {
  /** As it was asked for: `2026-11` or `2026-11-20`. */
  readonly name: string;
  /** Each `yyyy-mm-dd`, in order. */
  readonly dates: readonly string[];
}

const dayMs = 86_400_000;

/** Throws InvalidInputError. */
export function monthPeriod(name: string): Period {
  const first = /^\d{4}-\d{2}$/.test(name) ? Date.parse(`${name}-01T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(first)) throw invalidFlag('--month', 'is no month', 'a month such as 2026-11');
  const dates = Array.from({ length: 31 }, (_, at) => dateOf(first + at * dayMs));
  return { name, dates: dates.filter((date) => date.startsWith(name)) };
}

/** Throws InvalidInputError. */
export function dayPeriod(name: string): Period {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(name) ? Date.parse(`${name}T00:00:00Z`) : Number.NaN;
  // 30 February is a time to JavaScript, and another day.
  if (Number.isNaN(start) || dateOf(start) !== name)
    throw invalidFlag('--day', 'is no day', 'a day such as 2026-11-20');
  return { name, dates: [name] };
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
