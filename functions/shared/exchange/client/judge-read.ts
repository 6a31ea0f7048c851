import type { Millis } from '../../core/clock.ts';
import type { TreasuryError } from '../../core/errors.ts';
import { classifyErrorCode } from '../error-codes.ts';
import { ExchangeAnswerError, ExchangeRefusedError, ExchangeUnavailableError } from '../errors.ts';
import type { TransportResult } from '../transport/transport.ts';
import { blockedUntil } from './block-time.ts';
import type { ReadEndpoint } from './endpoint.ts';
import type { BlockReason } from './pacer.ts';
import { parseResponse } from './parse-response.ts';

/** What to do after one try of a read. */
export type ReadVerdict<Answer> =
  | { readonly kind: 'value'; readonly value: Answer }
  /** It may pass when tried again after what `learn` says was set right. */
  | { readonly kind: 'again'; readonly remedy: 'nothing' | 'clock-skew' | 'key-refused'; readonly error: TreasuryError }
  | { readonly kind: 'blocked'; readonly by: BlockReason; readonly until: Millis }
  | { readonly kind: 'final'; readonly error: TreasuryError };

/** A pure rule: reads change nothing, so everything that may pass is tried again. */
export function judgeRead<Answer>(
  result: TransportResult,
  endpoint: Pick<ReadEndpoint<never, Answer>, 'path' | 'answer'>,
  now: Millis,
): ReadVerdict<Answer> {
  const { path } = endpoint;
  if (result.kind !== 'answered') {
    return again(new ExchangeUnavailableError(path, result.what, result.cause));
  }
  const { status, text, retryAfter } = result;
  const blocked = (by: BlockReason) => ({ kind: 'blocked', by, until: blockedUntil(by, retryAfter, now) }) as const;
  if (status === 429) return blocked('rate-limited');
  if (status === 418) return blocked('ip-banned');
  if (status >= 500) return again(new ExchangeUnavailableError(path, `HTTP ${status}`));
  const answer = parseResponse(status, text, endpoint.answer);
  if (answer.kind === 'value') return answer;
  if (answer.kind === 'unreadable') return { kind: 'final', error: new ExchangeAnswerError(path, answer.what) };
  return isRateLimit(answer.exchangeCode) ? blocked('rate-limited') : verdictOfCode(path, answer.exchangeCode);
}

function again(error: TreasuryError): ReadVerdict<never> {
  return { kind: 'again', remedy: 'nothing', error };
}

function isRateLimit(exchangeCode: string): boolean {
  const meaning = classifyErrorCode(exchangeCode);
  return meaning.kind === 'held' && meaning.reason === 'rate-limited';
}

function verdictOfCode(path: string, exchangeCode: string): ReadVerdict<never> {
  const meaning = classifyErrorCode(exchangeCode);
  const error = new ExchangeRefusedError(path, exchangeCode, meaning.meaning);
  if (meaning.kind === 'unknown') return again(error);
  if (meaning.kind !== 'held') return { kind: 'final', error };
  if (meaning.reason === 'clock-skew' || meaning.reason === 'key-refused') {
    return { kind: 'again', remedy: meaning.reason, error };
  }
  return { kind: 'final', error };
}
