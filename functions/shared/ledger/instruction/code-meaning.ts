import { errorCodes, isErrorCode } from '../../core/error-codes.ts';
import { heldReasons, isHeldReason } from '../../core/held-reasons.ts';
import { classifyErrorCode } from '../../exchange/error-codes.ts';
import type { HistoryEntry } from './instruction.ts';

/** What is shown of the code of an attempt or a step: whose it is, and what it means. */
export interface CodeView {
  /** As the exchange gave it. */
  readonly exchangeCode?: string;
  /** Ours, where the exchange gave none. */
  readonly localCode?: string;
  readonly meaning: string;
}

/** Steps that keep a word of the exchange's records. All other words are ours; its codes are numbers. */
const wordReasons: ReadonlySet<unknown> = new Set<HistoryEntry['reason']>(['exchange-failed', 'unknown-status']);

/** An item keeps both sorts of codes in one place. `reason` is that of the step. */
export function codeView(code: string, reason?: HistoryEntry['reason']): CodeView {
  if (/^-?\d+$/.test(code)) return { exchangeCode: code, meaning: classifyErrorCode(code).meaning };
  if (wordReasons.has(reason)) return { exchangeCode: code, meaning: "the word of the exchange's records for it" };
  return { localCode: code, meaning: localMeaning(code) };
}

const localMeanings: Readonly<Record<string, string>> = {
  'not-posted': 'it was not posted to the exchange',
  'left-behind': 'the function that sent it ended before it noted an answer',
  'other-client-order-id': 'the exchange answered for another order',
  'no-order-id': 'the exchange took it without an id of the order',
};

function localMeaning(code: string): string {
  const known = Object.hasOwn(localMeanings, code) ? localMeanings[code] : undefined;
  if (known !== undefined) return known;
  if (code.startsWith('http-'))
    return `the exchange answered HTTP ${code.slice('http-'.length)} without a code of its own`;
  if (isErrorCode(code)) return errorCodes[code].meaning;
  if (isHeldReason(code)) return heldReasons[code];
  return 'the connection to the exchange failed in this way';
}
