import * as v from 'valibot';
import { iso, type Millis } from '../../shared/core/clock.ts';
import { InvalidInputError } from '../../shared/core/errors.ts';
import { coinSchema, nameSchema } from '../../shared/core/schemas.ts';
import { validate } from '../../shared/core/validate.ts';

const said = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.exactOptional(v.pipe(schema, v.description(text)));

const dateForm = 'a day such as "2026-11-20"';
export const dayMs = 86_400_000;

/** A day that there is, since 1970: JavaScript takes 31 February for 3 March. */
const dateSchema = v.pipe(
  v.string(dateForm),
  v.check((text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDate(text), dateForm),
  v.metadata({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
);

function isDate(text: string): boolean {
  const time = Date.parse(text);
  return time >= 0 && iso(time).slice(0, 10) === text;
}

/** The query of `GET /statements`. */
export const statementQuerySchema = v.strictObject({
  account: said(nameSchema, 'An account of the configuration. All of them where it is left out.'),
  coin: said(coinSchema, 'Only the balances, movements and remarks of this coin.'),
  from: said(dateSchema, 'The first day. Six days before `to` where it is left out.'),
  to: said(dateSchema, 'The last day; at most 366 days from the first. Yesterday (UTC) where it is left out.'),
  rows: said(v.literal('true', '"true", or no such field'), 'With all movements, and the notes on them.'),
  format: said(v.picklist(['json', 'csv'], '"json" or "csv"'), 'As the header `Accept: text/csv` asks for CSV.'),
  after: v.exactOptional(v.pipe(v.string(), v.maxLength(1_024, 'the `next` of the page before'))),
});

export interface StatementQuery {
  readonly account: string | undefined;
  readonly coin: string | undefined;
  /** Both are part of what is asked for. */
  readonly from: string;
  readonly to: string;
  readonly withRows: boolean;
  readonly format: 'json' | 'csv' | undefined;
  readonly after: string | undefined;
}

const daysUsual = 7;
const daysMax = 366;

/** Reads the query of `GET /statements`. Throws InvalidInputError. */
export function parseStatementQuery(query: unknown, now: Millis): StatementQuery {
  const { account, coin, rows, format, after, ...period } = validate('query', statementQuerySchema, query);
  const to = period.to ?? dateAt(now - dayMs);
  const from = period.from ?? dateAt(Date.parse(to) - (daysUsual - 1) * dayMs);
  requireDays(from, to, period.to !== undefined);
  const isOneDay = account !== undefined && from === to;
  return { account, coin, from, to, withRows: rows !== undefined || isOneDay, format, after };
}

/** Nobody is told that a field is wrong which they did not send: without `to` it is `from`. */
function requireDays(from: string, to: string, isToSaid: boolean): void {
  const flaw = (field: 'from' | 'to', reason: string, expected: string) =>
    new InvalidInputError('query', [{ field, reason, expected }]);
  const without = 'without `to` the last day is yesterday';
  if (to < from) {
    if (isToSaid) throw flaw('to', 'is before from', 'a day from then on');
    throw flaw('from', `is after ${to}`, `a day up to then, or \`to\`: ${without}`);
  }
  if (Date.parse(to) - Date.parse(from) >= daysMax * dayMs) {
    if (isToSaid) throw flaw('to', 'is too far from the first day', `at most ${daysMax} days`);
    throw flaw('from', `is too far from ${to}`, `at most ${daysMax} days, or \`to\`: ${without}`);
  }
}

export function dateAt(time: Millis): string {
  return iso(time).slice(0, 10);
}

/** Every day from one to the other, both included. */
export function datesBetween(from: string, to: string): string[] {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  return Array.from({ length: days }, (_, index) => dateAt(Date.parse(from) + index * dayMs));
}
