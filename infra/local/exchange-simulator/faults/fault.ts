import * as v from 'valibot';
import { type Code, isCode } from '../codes.ts';
import { failedReasons, fiatFailures } from '../records.ts';
import { coin, milliseconds, times, where } from './fault-fields.ts';
import { flowFaults } from './flow-faults.ts';
import type { OddAmount } from './odd-row.ts';

const serverStatus = v.pipe(
  v.number('a status from 500 to 599'),
  v.integer('a status from 500 to 599'),
  v.minValue(500, 'a status from 500 to 599'),
  v.maxValue(599, 'a status from 500 to 599'),
);

const codeHint = 'a documented error code, such as -1171 or "0001"';

const code = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.integer())], codeHint),
  v.transform(String),
  v.custom<Code>((text) => typeof text === 'string' && isCode(text), codeHint),
);

const oddNames = [
  'negative',
  'minus-zero',
  'empty',
  'null',
  'many-decimals',
  'many-zeros',
  'many-digits',
] as const satisfies readonly OddAmount[];

const flag = v.boolean('true or false');

/** Every kind of trouble that can be asked for. */
export const faultSchema = v.variant(
  'kind',
  [
    /** Executed; the connection breaks before the answer. */
    v.strictObject({ kind: v.literal('lost-answer'), ...where, ...times }),
    /** The connection breaks before anything is done. */
    v.strictObject({ kind: v.literal('lost-request'), ...where, ...times }),
    /** Executed, then an HTTP 5XX. */
    v.strictObject({ kind: v.literal('error-executed'), ...where, ...times, status: v.optional(serverStatus, 502) }),
    /** An HTTP 5XX, and nothing is done. */
    v.strictObject({
      kind: v.literal('error-not-executed'),
      ...where,
      ...times,
      status: v.optional(serverStatus, 502),
    }),
    /** The request, or with `after` the answer, is held up. */
    v.strictObject({
      kind: v.literal('delay'),
      ...where,
      ...times,
      ms: milliseconds,
      when: v.optional(v.picklist(['before', 'after'], '"before" or "after"'), 'before'),
    }),
    /** For a while every request it meets is answered -1101. It counts time, not requests. */
    v.strictObject({ kind: v.literal('maintenance'), ...where, ms: v.optional(milliseconds, 60_000) }),
    /**
     * 429, and the key is blocked as if it had gone over its rate; or 418, and the address is banned. With `retryAfter`
     * the answer names how long.
     */
    v.strictObject({
      kind: v.literal('rate-limit'),
      ...where,
      ...times,
      ms: v.optional(milliseconds, 60_000),
      status: v.exactOptional(v.picklist([429, 418], '429 or 418')),
      retryAfter: v.exactOptional(v.picklist(['seconds', 'date'], '"seconds" or "date"')),
    }),
    /** HTTP 200 with a body that is no JSON, executed or not. */
    v.strictObject({ kind: v.literal('garbage'), ...where, ...times, executed: v.optional(flag, true) }),
    /** An HTML page under a JSON content type, executed or not. */
    v.strictObject({
      kind: v.literal('html'),
      ...where,
      ...times,
      status: v.optional(v.picklist([404, 502], '404 or 502'), 502),
      executed: v.optional(flag, false),
    }),
    /** A documented code as HTTP 400, and nothing is done. */
    v.strictObject({ kind: v.literal('code'), ...where, ...times, code }),
    /** What the request makes shows up in the records so much later; asked of a list, the list is so much behind. */
    v.strictObject({ kind: v.literal('lag'), ...where, ...times, ms: milliseconds }),
    /** What the request makes is shown so much later, with a time that is so much later (A27). */
    v.strictObject({ kind: v.literal('late-time'), ...where, ...times, ms: milliseconds }),
    /** A list shows nothing. */
    v.strictObject({ kind: v.literal('empty-list'), ...where, ...times }),
    /** A list shows our names in capitals, and quantities without a fee. */
    v.strictObject({ kind: v.literal('altered-rows'), ...where, ...times }),
    /** A list shows the last order that has ended twice, with two ends. */
    v.strictObject({ kind: v.literal('contradicting-row'), ...where, ...times }),
    /** A list calls its orders by this word. The fund statement has none. */
    v.strictObject({
      kind: v.literal('unknown-status'),
      ...where,
      ...times,
      status: v.optional(v.pipe(v.string('a word'), v.maxLength(200, 'at most 200 characters')), 'on_hold'),
    }),
    /** `account/type` names the accounts of another house (A28). */
    v.strictObject({ kind: v.literal('other-accounts'), ...where, ...times }),
    /** The withdrawal is accepted, and fails in the end. */
    v.strictObject({
      kind: v.literal('failed-withdrawal'),
      ...where,
      ...times,
      reason: v.optional(v.picklist(failedReasons, `one of ${failedReasons.join(', ')}`), 'ONCHAIN_FAILED'),
    }),
    /** The payment to a bank is accepted, and fails in the end, or the bank sends it back. */
    v.strictObject({
      kind: v.literal('failed-fiat-withdrawal'),
      ...where,
      ...times,
      status: v.optional(v.picklist(fiatFailures, fiatFailures.join(' or ')), 'failed'),
    }),
    /** A list is meant in another way: which ends belong to its window, and in what its rows show their times. */
    v.strictObject({
      kind: v.literal('list-times'),
      ...where,
      ...times,
      ends: v.optional(v.picklist(['both', 'start', 'end', 'neither'], '"both", "start", "end" or "neither"'), 'both'),
      shows: v.optional(v.picklist(['milliseconds', 'seconds'], '"milliseconds" or "seconds"'), 'seconds'),
      compares: v.optional(v.picklist(['exact', 'shown'], '"exact" or "shown"'), 'exact'),
    }),
    /** A row of the list is not as documented: that of the coin or, where there is none, one more. */
    v.strictObject({
      kind: v.literal('odd-row'),
      ...where,
      ...times,
      coin: v.optional(coin, 'DOGE'),
      value: v.optional(v.picklist(oddNames, `one of ${oddNames.join(', ')}`), 'negative'),
    }),
    /** Another deposit address than before. */
    v.strictObject({ kind: v.literal('changed-address'), ...where, ...times }),
    ...flowFaults,
  ],
  'a kind of fault: lost-answer, lost-request, error-executed, error-not-executed, delay, maintenance, rate-limit, ' +
    'garbage, html, code, lag, late-time, empty-list, altered-rows, contradicting-row, unknown-status, ' +
    'other-accounts, failed-withdrawal, failed-fiat-withdrawal, list-times, odd-row, changed-address, ' +
    'missing-flow-row, late-flow-row, repeated-flow-row, wrong-day-end or shifted-day-end',
);

export type Fault = v.InferOutput<typeof faultSchema>;

/** Faults of the connection. Only who holds the connection can bring them about. */
export type NetworkFault = Extract<Fault, { kind: 'lost-answer' | 'lost-request' | 'delay' }>;

export function isNetworkFault(fault: Fault): fault is NetworkFault {
  return fault.kind === 'lost-answer' || fault.kind === 'lost-request' || fault.kind === 'delay';
}
