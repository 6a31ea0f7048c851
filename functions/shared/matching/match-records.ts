import { assert } from '../core/errors.ts';
import type { Content } from '../ledger/instruction/content.ts';
import { type ExchangeRecord, recordMismatches } from './exchange-record.ts';
import { orderStatusOf } from './order-status.ts';

/** What the exchange's records say about an instruction that it has, or may have. */
export type RecordMatch =
  /** The order is there, and on its way. */
  | { readonly kind: 'found'; readonly record: ExchangeRecord }
  | { readonly kind: 'settled'; readonly record: ExchangeRecord }
  | { readonly kind: 'failed'; readonly record: ExchangeRecord; readonly exchangeCode: string }
  /** The order is there, with a word that nobody knows: what became of it is for people to say. */
  | { readonly kind: 'unknown-word'; readonly record: ExchangeRecord; readonly exchangeCode: string | undefined }
  /** Not there, or not yet. */
  | { readonly kind: 'not-there' }
  /** Something is there that is not what we asked for. It is never believed. */
  | { readonly kind: 'mismatch'; readonly fields: readonly string[]; readonly records: readonly ExchangeRecord[] };

/**
 * Recognises an instruction by the exchange's order id where it is known, and always by our id, which we sent along:
 * another order under it is never left aside.
 */
export function matchRecords(
  content: Content,
  exchangeOrderId: string | undefined,
  records: readonly ExchangeRecord[],
): RecordMatch {
  const matches = records.filter(
    (record) => record.exchangeOrderId === exchangeOrderId || record.marks.includes(content.instructionId),
  );
  if (matches.length === 0) return { kind: 'not-there' };
  const fields = new Set(matches.flatMap((record) => recordMismatches(content, record)));
  // The same order in two lines is one order.
  const orders = new Set(matches.map(({ exchangeOrderId: id }) => id));
  if (exchangeOrderId !== undefined) orders.add(exchangeOrderId);
  if (orders.size > 1) fields.add('count');
  const match = matchByStatus(content, matches);
  if (match === undefined) fields.add('status');
  if (match === undefined || fields.size > 0) return { kind: 'mismatch', fields: [...fields], records: matches };
  return match;
}

/**
 * By all lines of one order. Undefined where they contradict each other: one says that it left, one that it did not.
 */
function matchByStatus(content: Content, lines: readonly ExchangeRecord[]): RecordMatch | undefined {
  const ends = lines.map((line) => matchOfLine(content, line));
  const settled = ends.find(({ kind }) => kind === 'settled');
  const failed = ends.find(({ kind }) => kind === 'failed');
  if (settled !== undefined && failed !== undefined) return undefined;
  // Whatever the other lines say, this one may say that it is not so.
  const unclear = ends.find(({ kind }) => kind === 'unknown-word');
  if (unclear !== undefined) return unclear;
  if (settled !== undefined) return settled;
  // A line that is not at its end may be the older one, or the newer one: the next look shows which.
  const found = ends.find(({ kind }) => kind === 'found') ?? failed;
  assert(found !== undefined, 'one match is left');
  return found;
}

function matchOfLine(
  { kind }: Content,
  record: ExchangeRecord,
): Exclude<RecordMatch, { kind: 'mismatch' | 'not-there' }> {
  const { status, failedReason } = record;
  switch (status === undefined ? 'settled' : orderStatusOf(kind, status)) {
    case 'settled':
      return { kind: 'settled', record };
    case 'on-its-way':
      return { kind: 'found', record };
    case 'failed':
      return {
        kind: 'failed',
        record,
        exchangeCode: asExchangeCode(failedReason) ?? asExchangeCode(status) ?? 'failed',
      };
    case 'unknown-word':
      return { kind: 'unknown-word', record, exchangeCode: asExchangeCode(status) };
  }
}

/** A reason as the exchange writes it, such as `KYT_FAILED`. Free text is not taken over into our records. */
function asExchangeCode(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : undefined;
}
