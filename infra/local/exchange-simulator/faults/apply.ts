import { type Answer, type ExchangeRequest, header, htmlAnswer, jsonAnswer, namingTheWait } from '../answers.ts';
import { ExchangeRefusal } from '../exchange-refusal.ts';
import { type CallEffects, noEffects } from '../route.ts';
import type { SimulatorState } from '../simulator-state.ts';
import type { Fault } from './fault.ts';
import { withOddRow } from './odd-row.ts';
import { withMore } from './wrong-day-end.ts';
import { altered, calledBy, contradicting, emptied, ofAnotherHouse } from './wrong-lists.ts';

/** What is answered in place of doing anything. Undefined where the request is to be carried out. */
export function answerBeforeExecution(
  state: SimulatorState,
  request: ExchangeRequest,
  fault: Fault | undefined,
): Answer | undefined {
  switch (fault?.kind) {
    case 'error-not-executed':
      return serverError(fault.status);
    case 'maintenance':
      return new ExchangeRefusal('-1101').toAnswer();
    case 'rate-limit':
      return rateLimited(state, request, fault);
    case 'code':
      return new ExchangeRefusal(fault.code).toAnswer();
    case 'garbage':
      return fault.executed ? undefined : malformedAnswer();
    case 'html':
      return fault.executed ? undefined : htmlAnswer(fault.status);
    default:
      return undefined;
  }
}

/** What becomes of the answer of a request that was carried out. */
export function answerAfterExecution(answer: Answer, fault: Fault | undefined): Answer {
  switch (fault?.kind) {
    case 'error-executed':
      return serverError(fault.status);
    case 'garbage':
      return malformedAnswer();
    case 'html':
      return htmlAnswer(fault.status);
    case 'empty-list':
      return emptied(answer);
    case 'altered-rows':
      return altered(answer);
    case 'contradicting-row':
      return contradicting(answer);
    case 'unknown-status':
      return calledBy(answer, fault.status);
    case 'other-accounts':
      return ofAnotherHouse(answer);
    case 'odd-row':
      return withOddRow(answer, fault.coin, fault.value);
    case 'wrong-day-end':
      return withMore(answer, fault.coin, fault.more);
    default:
      return answer;
  }
}

export function effectsOf(fault: Fault | undefined): CallEffects {
  switch (fault?.kind) {
    case 'lag':
      return { lagMs: fault.ms };
    case 'late-time':
      return { lagMs: 0, lateMs: fault.ms };
    case 'list-times':
      return { lagMs: 0, listTimes: fault };
    case 'failed-withdrawal':
      return { lagMs: 0, failedReason: fault.reason };
    case 'failed-fiat-withdrawal':
      return { lagMs: 0, fiatFailure: fault.status };
    case 'changed-address':
      return { lagMs: 0, changedAddress: true };
    case 'missing-flow-row':
      return { lagMs: 0, flowDelayMs: Number.POSITIVE_INFINITY };
    case 'late-flow-row':
      return { lagMs: 0, flowDelayMs: fault.ms };
    case 'repeated-flow-row':
      return { lagMs: 0, repeatsFlowRow: true };
    case 'shifted-day-end':
      return { lagMs: 0, showsDayBefore: true };
    default:
      return noEffects;
  }
}

/** The body of a 5XX is not documented. It says nothing about the execution (exchange-api.md section 4). */
function serverError(status: number): Answer {
  return jsonAnswer(status, { code: -1001, msg: 'Internal error.' });
}

function malformedAnswer(): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"success":tr' };
}

type RateLimit = Extract<Fault, { kind: 'rate-limit' }>;

function rateLimited(
  state: SimulatorState,
  request: ExchangeRequest,
  { ms, status = 429, retryAfter }: RateLimit,
): Answer {
  const now = state.now();
  const apiKey = header(request, 'X-HK-APIKEY');
  if (status === 418) state.limiter.ban(request.address ?? '127.0.0.1', now, ms);
  else if (apiKey !== undefined && state.keys.has(apiKey)) state.limiter.block(apiKey, now, ms);
  const refused = new ExchangeRefusal('0003', undefined, status).toAnswer();
  return retryAfter === undefined ? refused : namingTheWait(refused, retryAfter, now, ms);
}
