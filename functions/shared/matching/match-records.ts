import { assert } from '../core/errors.ts';
import type { Content } from '../ledger/instruction/content.ts';
import { type ExchangeRecord, recordMismatches } from './exchange-record.ts';

/** What the exchange's records say about an instruction that it has, or may have. */
export type RecordMatch =
  /** The order is there, and on its way. */
  | { readonly kind: 'found'; readonly record: ExchangeRecord }
  | { readonly kind: 'settled'; readonly record: ExchangeRecord }
  | { readonly kind: 'failed'; readonly record: ExchangeRecord; readonly exchangeCode: string }
  /** Not there, or not yet. */
  | { readonly kind: 'not-there' }
  /** Something is there that is not what we asked for. It is never believed. */
  | { readonly kind: 'mismatch'; readonly fields: readonly string[]; readonly records: readonly ExchangeRecord[] };

/**
 * Statuses that end a withdrawal badly; older pages spell one otherwise. Any other is no end (exchange-api.md 3.6,
 * 3.12). `return`: the bank sent the money back, so that it did not leave for good. Who wants it paid asks anew, as
 * after any failure. One that comes back after `successful` stays settled: its return is a deposit of its own in the
 * records.
 */
const failedStatuses: ReadonlySet<string> = new Set(['failed', 'canceled', 'cancelled', 'return']);

/** Recognises an instruction by the exchange's order id where it is known, else by our id, which we sent along. */
export function matchRecords(
  content: Content,
  exchangeOrderId: string | undefined,
  records: readonly ExchangeRecord[],
): RecordMatch {
  const isMarked = (record: ExchangeRecord) =>
    exchangeOrderId === undefined
      ? record.marks.includes(content.instructionId)
      : record.exchangeOrderId === exchangeOrderId;
  const matches = records.filter(isMarked);
  if (matches.length === 0) return { kind: 'not-there' };
  const fields = new Set(matches.flatMap((record) => recordMismatches(content, record)));
  // The same order in two lines is one order.
  if (new Set(matches.map(({ exchangeOrderId: id }) => id)).size > 1) fields.add('count');
  if (fields.size > 0) return { kind: 'mismatch', fields: [...fields], records: matches };
  const [record] = matches;
  assert(record !== undefined, 'one match is left');
  return matchByStatus(record);
}

function matchByStatus(record: ExchangeRecord): RecordMatch {
  const { status, failedReason } = record;
  if (status === undefined || status === 'successful') return { kind: 'settled', record };
  if (!failedStatuses.has(status)) return { kind: 'found', record };
  return { kind: 'failed', record, exchangeCode: asExchangeCode(failedReason) ?? status };
}

/** A reason as the exchange writes it, such as `KYT_FAILED`. Free text is not taken over into our records. */
function asExchangeCode(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : undefined;
}
