import type { Millis } from '../../core/clock.ts';
import { exchangeOrderId, exchangeOrderIdPattern } from '../../core/ids.ts';
import type { SubmissionOutcome } from '../../core/submission-outcome.ts';
import { classifyErrorCode } from '../error-codes.ts';
import type { TransportResult } from '../transport/transport.ts';
import { blockedUntil } from './block-time.ts';
import type { Accepted, MoneyEndpoint } from './endpoint.ts';
import type { BlockReason } from './pacer.ts';
import { parseResponse } from './parse-response.ts';
import type { RetryAfter } from './retry-after.ts';

/**
 * What one attempt to move money has come to. A pure rule over what came back. Only what is certain is called accepted,
 * refused or held; everything else is unknown.
 */
export function judgeSubmission(
  result: TransportResult,
  endpoint: Pick<MoneyEndpoint<never>, 'accepted' | 'shortfall'>,
  clientOrderId: string,
  now: Millis,
): SubmissionOutcome {
  if (result.kind === 'not-sent') return { kind: 'held', reason: 'exchange-unreachable', exchangeCode: result.what };
  if (result.kind === 'lost') return { kind: 'unknown', exchangeCode: result.what };
  const { status, text, retryAfter } = result;
  if (status === 429) return blocked('rate-limited', 'http-429', retryAfter, now);
  if (status === 418) return blocked('ip-banned', 'http-418', retryAfter, now);
  // The documentation says it of every 5XX: it may have been executed. A code in its body does not change that.
  if (status >= 500) return { kind: 'unknown', exchangeCode: `http-${status}` };
  const answer = parseResponse(status, text, endpoint.accepted);
  switch (answer.kind) {
    case 'value':
      return accepted(answer.value, clientOrderId);
    case 'unreadable':
      return { kind: 'unknown', exchangeCode: `http-${status}` };
    case 'code':
      // Every row of the code table comes with HTTP 4XX. An error code in a success is undocumented.
      return status >= 400
        ? outcomeOfCode(answer.exchangeCode, endpoint.shortfall, retryAfter, now)
        : { kind: 'unknown', exchangeCode: answer.exchangeCode };
  }
}

function blocked(
  reason: BlockReason,
  exchangeCode: string,
  retryAfter: RetryAfter | undefined,
  now: Millis,
): SubmissionOutcome {
  return { kind: 'held', reason, exchangeCode, notBefore: blockedUntil(reason, retryAfter, now) };
}

function accepted(value: Accepted, clientOrderId: string): SubmissionOutcome {
  // An acceptance of another order says nothing about ours.
  const isOurs =
    value.clientOrderId === undefined || value.clientOrderId === '' || value.clientOrderId === clientOrderId;
  if (!isOurs) return { kind: 'unknown', exchangeCode: 'other-client-order-id' };
  if (!exchangeOrderIdPattern.test(value.exchangeOrderId)) return { kind: 'unknown', exchangeCode: 'no-order-id' };
  return { kind: 'accepted', exchangeOrderId: exchangeOrderId(value.exchangeOrderId) };
}

function outcomeOfCode(
  exchangeCode: string,
  shortfall: MoneyEndpoint<never>['shortfall'],
  retryAfter: RetryAfter | undefined,
  now: Millis,
): SubmissionOutcome {
  const meaning = classifyErrorCode(exchangeCode);
  switch (meaning.kind) {
    case 'refused':
    case 'unknown':
      return { kind: meaning.kind, exchangeCode };
    case 'shortfall':
      return shortfall === 'held'
        ? { kind: 'held', reason: 'insufficient-balance', exchangeCode }
        : { kind: 'refused', exchangeCode };
    case 'fix-config':
      return { kind: 'held', reason: 'fix-config', exchangeCode };
    case 'held':
      return meaning.reason === 'rate-limited'
        ? blocked(meaning.reason, exchangeCode, retryAfter, now)
        : { kind: 'held', reason: meaning.reason, exchangeCode };
  }
}
