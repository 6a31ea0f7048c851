import type { Millis } from '../../core/clock.ts';
import type { HeldReason } from '../../core/held-reasons.ts';
import { exchangeOrderId, exchangeOrderIdPattern } from '../../core/ids.ts';
import type { SubmissionOutcome } from '../../core/submission-outcome.ts';
import { classifyErrorCode } from '../error-codes.ts';
import type { TransportResult } from '../transport/transport.ts';
import type { Accepted, MoneyEndpoint } from './endpoint.ts';
import { parseResponse } from './parse-response.ts';

/** 429: wait a minute (exchange-api.md section 5). */
export const rateLimitMs = 60_000;
/** 418: the ban's length is not published (A12). Ten minutes is a guess that does not make it longer. */
export const banMs = 600_000;

/**
 * What one attempt to move money has come to. A pure rule over what came back. Only what is certain is called accepted,
 * refused or held; everything else is unknown.
 */
export function judgeSubmission(
  result: TransportResult,
  endpoint: Pick<MoneyEndpoint<never>, 'accepted'>,
  clientOrderId: string,
  now: Millis,
): SubmissionOutcome {
  if (result.kind === 'not-sent') return { kind: 'held', reason: 'exchange-unreachable', exchangeCode: result.what };
  if (result.kind === 'lost') return { kind: 'unknown', exchangeCode: result.what };
  const { status, text } = result;
  if (status === 429) return held('rate-limited', 'http-429', now + rateLimitMs);
  if (status === 418) return held('ip-banned', 'http-418', now + banMs);
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
        ? outcomeOfCode(answer.exchangeCode, now)
        : { kind: 'unknown', exchangeCode: answer.exchangeCode };
  }
}

function held(reason: HeldReason, exchangeCode: string, notBefore: Millis): SubmissionOutcome {
  return { kind: 'held', reason, exchangeCode, notBefore };
}

function accepted(value: Accepted, clientOrderId: string): SubmissionOutcome {
  // An acceptance of another order says nothing about ours.
  const isOurs =
    value.clientOrderId === undefined || value.clientOrderId === '' || value.clientOrderId === clientOrderId;
  if (!isOurs) return { kind: 'unknown', exchangeCode: 'other-client-order-id' };
  if (!exchangeOrderIdPattern.test(value.exchangeOrderId)) return { kind: 'unknown', exchangeCode: 'no-order-id' };
  return { kind: 'accepted', exchangeOrderId: exchangeOrderId(value.exchangeOrderId) };
}

function outcomeOfCode(exchangeCode: string, now: Millis): SubmissionOutcome {
  const meaning = classifyErrorCode(exchangeCode);
  switch (meaning.kind) {
    case 'refused':
    case 'unknown':
      return { kind: meaning.kind, exchangeCode };
    case 'fix-config':
      return { kind: 'held', reason: 'fix-config', exchangeCode };
    case 'held': {
      const isRate = meaning.reason === 'rate-limited';
      return {
        kind: 'held',
        reason: meaning.reason,
        exchangeCode,
        ...(isRate ? { notBefore: now + rateLimitMs } : {}),
      };
    }
  }
}
