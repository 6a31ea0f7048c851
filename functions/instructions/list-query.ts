import * as v from 'valibot';
import { exchangeOrderIdPattern } from '../shared/core/ids.ts';
import { coinSchema, nameSchema, personSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { kindSchema, statusSchema } from '../shared/ledger/instruction/schemas.ts';
import type { InstructionFilters } from '../shared/ledger/search/instruction-filters.ts';
import { momentFrom, momentTo, requirePeriod } from './query-moments.ts';

/** A field that may be left out, with what it means. */
export const said = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.exactOptional(v.pipe(schema, v.description(text)));

export const afterSchema = v.exactOptional(v.pipe(v.string(), v.maxLength(2_048, 'the `next` of the page before')));

/** How many a page shows at the most, in JSON and in CSV. */
export const pageSizes = { json: { usual: 50, most: 100 }, csv: { usual: 500, most: 500 } } as const;

const limitForm = 'a whole number from 1 to 500; as JSON up to 100';

export const limitSchema = v.exactOptional(
  v.pipe(
    v.string(limitForm),
    v.regex(/^([1-9]\d?|[1-4]\d\d|500)$/, limitForm),
    v.description('How many a page shows at the most. As JSON up to 100, and 50 without it; as CSV up to 500.'),
  ),
);

export const orderSchema = said(
  v.picklist(['newest', 'oldest'], '"newest" or "oldest"'),
  'Which come first. `newest` where it is left out.',
);

/** The query of `GET /instructions`. */
export const listQuerySchema = v.strictObject({
  status: said(statusSchema, 'As it stands now.'),
  kind: said(kindSchema, 'A sweep, a withdrawal or a fiat withdrawal.'),
  coin: said(coinSchema, 'Such as `USDT`.'),
  destination: said(nameSchema, "A whitelist entry's id; for a transfer the account's name."),
  requestedBy: said(personSchema, 'Who asked for it: a person, or `sweep:` with its id.'),
  approvedBy: said(personSchema, 'A person whose approval it has.'),
  from: said(momentFrom, 'Asked for on this day (UTC) or at this time, or later.'),
  to: said(momentTo, 'Asked for on this day (UTC) or at this time, or earlier.'),
  exchangeOrderId: said(
    v.pipe(v.string(), v.regex(exchangeOrderIdPattern, 'an order id of the exchange, such as "W123"')),
    'The order that it became at the exchange.',
  ),
  txId: said(
    v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/, "a transaction's hash")),
    "The transaction's hash on its chain.",
  ),
  needsMe: said(v.literal('true', '"true", or no such field'), 'Only what waits for a decision that you may make.'),
  order: orderSchema,
  limit: limitSchema,
  format: said(v.picklist(['json', 'csv'], '"json" or "csv"'), 'As the header `Accept: text/csv` asks for CSV.'),
  after: afterSchema,
});

export interface ListQuery {
  readonly filters: InstructionFilters;
  readonly needsMe: boolean;
  /** Undefined where the caller does not say. */
  readonly order: 'newest' | 'oldest' | undefined;
  readonly limit: number | undefined;
  readonly format: 'json' | 'csv' | undefined;
  readonly after: string | undefined;
}

/** Reads the query of `GET /instructions`. Throws InvalidInputError. */
export function parseListQuery(query: unknown): ListQuery {
  const { needsMe, order, limit, format, after, ...filters } = validate('query', listQuerySchema, query);
  requirePeriod(filters);
  return {
    filters,
    needsMe: needsMe !== undefined,
    order,
    limit: limit === undefined ? undefined : Number(limit),
    format,
    after,
  };
}
