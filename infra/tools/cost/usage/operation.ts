import * as v from 'valibot';

/**
 * What was done once on the local stack while everything was counted. A tick is part of a withdrawal and of a sweep as
 * far as it does more than an idle one.
 */
export const operations = {
  'withdrawal-over-http': 'asked for over HTTP, looked at and approved by two people, released, and settled by a tick',
  'withdrawal-by-event': 'the same, asked for by an event',
  approval: 'one person more looks at it and approves',
  'sweep-that-moves': 'a run of a sweep that moves something, and settled by a tick',
  'sweep-that-moves-nothing': 'a run of a sweep that finds nothing to move',
  'deposit-address': 'a deposit address that is asked for',
  'idle-tick': 'a tick with nothing open',
  'tick-one-waiting': 'a tick while one withdrawal waits for its last approval',
  'tick-two-waiting': 'a tick while two wait for it',
  'tick-one-waiting-one-sent': 'a tick while one waits and one is at the exchange',
  'tick-two-sent': 'a tick while two are at the exchange',
  'hourly-look': "a tick that looks through an hour of the exchange's records",
  'deposit-look': 'the look at deposits every two minutes, with nothing new',
  'whitelist-check': 'the five-minute check of the whitelist, with nothing to check',
  'key-health': 'the daily check of all keys',
  'ledger-export': 'the hourly look after the exports of the table, with none to begin',
} as const;

export type OperationName = keyof typeof operations;
export const operationNames = Object.keys(operations).filter(isOperation);

function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Request units come in halves: an eventually consistent read of 4 kB is half a one. */
const units = v.pipe(v.number(), v.multipleOf(0.5), v.minValue(0));
const byName = v.record(v.string(), count);

/** What one operation caused, each a plain count. */
export const operationSchema = v.strictObject({
  /** By function. */
  invocations: byName,
  /** Milliseconds on the machine that counted, by function. Not Lambda's: see `slowdown` among the assumptions. */
  milliseconds: byName,
  /** Request units of the table and its indexes. */
  reads: units,
  writes: units,
  /** By service and action, such as `dynamodb:GetItem`. */
  calls: byName,
  /** What SQS counts: sent by functions and schedules, received, deleted. */
  queueRequests: count,
  events: count,
  notifications: count,
  scheduled: count,
  httpRequests: count,
  /** Bytes of the functions' own lines. */
  logBytes: count,
  /** Requests to the exchange, by key and pace, such as `withdrawal order`. */
  exchange: byName,
});

export type OperationCounts = v.InferOutput<typeof operationSchema>;
