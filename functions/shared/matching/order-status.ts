import type { RecordKind } from './exchange-record.ts';

/** What a word of the exchange says of an order. */
export type OrderStatus = 'settled' | 'failed' | 'on-its-way' | 'unknown-word';

const settledWords: ReadonlySet<string> = new Set(['successful']);

/**
 * Words that end an order badly; older pages spell one otherwise (exchange-api.md 3.6, 3.12). `return`: the bank sent
 * the money back, so that it did not leave for good. Who wants it paid asks anew, as after any failure. One that comes
 * back after `successful` stays settled: its return is a deposit of its own in the records.
 */
const failedWords: ReadonlySet<string> = new Set(['failed', 'canceled', 'cancelled', 'return']);

/** Words of an order that goes on by itself. Each list has its own (A32): one of another list says nothing here. */
const wordsOnTheWay: Readonly<Record<RecordKind, ReadonlySet<string>>> = {
  withdrawal: new Set(['underreview', 'withdrawing', 'canceling', 'cancelling']),
  'fiat-withdrawal': new Set(['underreview', 'processing']),
  // The fund statement lists final items only, without a word.
  'asset-transfer': new Set(),
};

/** Case, and what stands between the parts of a word, do not matter. Nothing is guessed of a word that is not known. */
export function orderStatusOf(kind: RecordKind, word: string): OrderStatus {
  const plain = word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}_-]/gu, '');
  if (settledWords.has(plain)) return 'settled';
  if (failedWords.has(plain)) return 'failed';
  return wordsOnTheWay[kind].has(plain) ? 'on-its-way' : 'unknown-word';
}
