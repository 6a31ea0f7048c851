import { type Answer, namingTheWait } from '../../../infra/local/exchange-simulator/answers.ts';
import type { Fault } from '../../../infra/local/exchange-simulator/faults/fault.ts';
import { calledBy, contradicting } from '../../../infra/local/exchange-simulator/faults/wrong-lists.ts';
import { pick } from '../engine/chance.ts';
import type { Call } from '../engine/io.ts';
import {
  ambiguousCodes,
  errorAnswer,
  garbledPostAnswer,
  garbledReadAnswer,
  heldCodes,
  htmlPage,
  readCodes,
  refusalCodes,
} from './answers.ts';
import { changeRecords } from './change-records.ts';
import { hideRecord } from './hide-record.ts';

/** What the records make of it. What is new and the list as a whole may both be late: each has half of the lag. */
export function recordFaultOf(recordCall: Call, lagMaxMs: number, isToBank: boolean): Fault | undefined {
  const lag = () => ({ kind: 'lag', times: 1, ms: 1 + Math.floor(recordCall.chance('ms') ** 0.5 * lagMaxMs) }) as const;
  if (recordCall.fault === 'record-lag') return lag();
  if (recordCall.fault === 'record-late-time') return { ...lag(), kind: 'late-time' };
  if (recordCall.fault === 'read-list-lag')
    return { ...lag(), ms: 1 + Math.floor(recordCall.chance('ms') * Math.min(lagMaxMs, 8_000)) };
  if (recordCall.fault !== 'withdrawal-fails') return undefined;
  if (isToBank) {
    const status = pick(recordCall.chance('why'), ['failed', 'return'] as const);
    return { kind: 'failed-fiat-withdrawal', times: 1, status };
  }
  return {
    kind: 'failed-withdrawal',
    times: 1,
    reason: pick(recordCall.chance('why'), ['KYT_FAILED', 'ASSET_FROZEN_FAILED', 'ONCHAIN_FAILED']),
  };
}

/** Now and then it names how long: less than anybody would guess, or more. */
function rateLimited(call: Call, status: 429 | 418, exchangeNow: number): Answer {
  const answer = { ...errorAnswer('0003'), status };
  const form = pick(call.chance('named'), ['nothing', 'nothing', 'seconds', 'date'] as const);
  return form === 'nothing'
    ? answer
    : namingTheWait(answer, form, exchangeNow, pick(call.chance('wait'), namedWaitsMs));
}

const namedWaitsMs = [3_000, 20_000, 150_000, 400_000, 900_000] as const;

/** The answer that comes back instead of the true one. */
export function faultyAnswer(call: Call, answer: Answer, exchangeNow: number): Answer {
  switch (call.fault) {
    case 'post-5xx-executed':
    case 'post-5xx-not-executed':
    case 'read-5xx':
      return { ...errorAnswer('-1001'), status: pick(call.chance('status'), [500, 502, 503, 504]) };
    case 'post-garbage-executed':
    case 'post-garbage-not-executed':
      return garbledPostAnswer(call.chance('garbage'));
    case 'read-garbage':
      return garbledReadAnswer(call.chance('garbage'));
    case 'post-html-executed':
    case 'post-html-not-executed':
      return htmlPage(pick(call.chance('status'), [200, 404, 502]));
    case 'post-429':
    case 'read-429':
      return rateLimited(call, 429, exchangeNow);
    case 'post-418':
    case 'read-418':
      return rateLimited(call, 418, exchangeNow);
    case 'post-ambiguous-executed':
    case 'post-ambiguous-not-executed':
      return errorAnswer(pick(call.chance('code'), ambiguousCodes));
    case 'post-refused':
      return errorAnswer(pick(call.chance('code'), refusalCodes));
    case 'post-held':
      return errorAnswer(pick(call.chance('code'), heldCodes));
    case 'read-code':
      return errorAnswer(pick(call.chance('code'), readCodes));
    case 'read-contradicting-row':
      return contradicting(answer);
    case 'read-unknown-word':
      return calledBy(answer, 'refunded');
    case 'read-unreadable-row':
      return hideRecord(answer, call.chance('row'));
    case 'read-row-differs':
      return changeRecords(answer);
    default:
      return answer;
  }
}
