import { type Amount, decimalsOf, isZero, parseAmount } from '../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { type ExchangeRequest, header } from './answers.ts';
import { ExchangeRefusal, illegalParam, missingParam } from './exchange-refusal.ts';

/** More names than any call has. */
const namesMax = 100;

/** The parameters of one request, as text. Empty counts as missing. */
export interface Params {
  optional(name: string): string | undefined;
  /** Refused with 0001 where it is missing. */
  required(name: string): string;
  /** At most `max` characters, or -5030. */
  text(name: string, max: number): string;
  /** A moment in milliseconds. */
  time(name: string): Millis | undefined;
  /** How many rows: 1 to `max`. */
  limit(fallback: number, max: number): number;
}

/**
 * Reads the query and, but for GET, the form body. A name that stands in both counts as the query says (exchange-api.md
 * 2.1). ASSUMPTION A9: of two equal names in one place the first counts.
 */
export function readParams(request: ExchangeRequest): Params {
  const values = new Map<string, string>();
  const sources = [request.query, ...(takesBody(request) ? [request.body] : [])];
  for (const source of sources) {
    for (const [name, value] of new URLSearchParams(source)) if (!values.has(name)) values.set(name, value);
  }
  if (values.size > namesMax) throw new ExchangeRefusal('-1004');
  return paramsOf(values);
}

function takesBody(request: ExchangeRequest): boolean {
  if (request.method === 'GET') return false;
  const type = header(request, 'content-type');
  return type === undefined || type.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

function paramsOf(values: ReadonlyMap<string, string>): Params {
  const optional = (name: string) => values.get(name) || undefined;
  return {
    optional,
    required: (name) => {
      const value = optional(name);
      if (value === undefined) throw missingParam(name);
      return value;
    },
    text: (name, max) => {
      const value = optional(name) ?? '';
      if (value.length > max) throw new ExchangeRefusal('-5030', `Field '${name}' is longer than ${max}.`);
      return value;
    },
    time: (name) => {
      const value = optional(name);
      if (value !== undefined && !/^\d{1,15}$/.test(value)) throw illegalParam(name);
      return value === undefined ? undefined : Number(value);
    },
    limit: (fallback, max) => {
      const value = optional('limit') ?? String(fallback);
      if (!/^[1-9]\d{0,5}$/.test(value) || Number(value) > max) throw illegalParam('limit');
      return Number(value);
    },
  };
}

/** A decimal above zero with at most `decimals` places. Undefined for anything else, such as `1e-7`. */
export function positiveAmount(text: string, decimals: number): Amount | undefined {
  const value = parseAmount(text);
  if (value === undefined || isZero(value) || decimalsOf(value) > decimals) return undefined;
  return value;
}
