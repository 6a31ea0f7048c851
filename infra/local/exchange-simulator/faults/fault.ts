import * as v from 'valibot';
import { type Code, isCode } from '../codes.ts';
import { failedReasons, fiatFailures } from '../records.ts';

/** So long, and so often, at most. */
const msMax = 3_600_000;
const timesMax = 1_000;

const milliseconds = v.pipe(
  v.number('whole milliseconds from 1 to 3600000'),
  v.integer('whole milliseconds from 1 to 3600000'),
  v.minValue(1, 'whole milliseconds from 1 to 3600000'),
  v.maxValue(msMax, 'whole milliseconds from 1 to 3600000'),
);

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

/** Which requests it meets: all where nothing is said. */
const where = {
  path: v.optional(
    v.pipe(
      v.string('a path such as "/api/v1/account/withdraw"'),
      v.regex(/^\/[\w./-]{1,200}$/, 'a path such as "/api/v1/account/withdraw"'),
    ),
  ),
  method: v.optional(v.picklist(['GET', 'POST', 'DELETE'], '"GET", "POST" or "DELETE"')),
};

/** How many requests it meets. */
const times = {
  times: v.optional(
    v.pipe(
      v.number('a whole number from 1 to 1000'),
      v.integer('a whole number from 1 to 1000'),
      v.minValue(1, 'a whole number from 1 to 1000'),
      v.maxValue(timesMax, 'a whole number from 1 to 1000'),
    ),
    1,
  ),
};

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
    /** 429, and the key is blocked as if it had gone over its rate. */
    v.strictObject({ kind: v.literal('rate-limit'), ...where, ...times, ms: v.optional(milliseconds, 60_000) }),
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
    /** Another deposit address than before. */
    v.strictObject({ kind: v.literal('changed-address'), ...where, ...times }),
  ],
  'a kind of fault: lost-answer, lost-request, error-executed, error-not-executed, delay, maintenance, rate-limit, ' +
    'garbage, html, code, lag, failed-withdrawal, failed-fiat-withdrawal or changed-address',
);

export type Fault = v.InferOutput<typeof faultSchema>;

/** Faults of the connection. Only who holds the connection can bring them about. */
export type NetworkFault = Extract<Fault, { kind: 'lost-answer' | 'lost-request' | 'delay' }>;

export function isNetworkFault(fault: Fault): fault is NetworkFault {
  return fault.kind === 'lost-answer' || fault.kind === 'lost-request' || fault.kind === 'delay';
}
