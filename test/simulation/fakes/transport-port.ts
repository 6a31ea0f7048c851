import type { RetryAfter } from '../../../functions/shared/exchange/client/retry-after.ts';
import type {
  OutgoingRequest,
  SendLimits,
  Transport,
  TransportResult,
} from '../../../functions/shared/exchange/transport/transport.ts';
import type { Answer } from '../../../infra/local/exchange-simulator/answers.ts';
import { withOddRow } from '../../../infra/local/exchange-simulator/faults/odd-row.ts';
import {
  altered,
  calledBy,
  emptied,
  ofAnotherHouse,
} from '../../../infra/local/exchange-simulator/faults/wrong-lists.ts';
import { between } from '../engine/chance.ts';
import type { FaultKind } from '../engine/faults.ts';
import type { Instance } from '../engine/instance.ts';
import type { Call, Io } from '../engine/io.ts';
import type { Timeline } from '../engine/timeline.ts';
import type { WorldOptions } from '../plan/plan.ts';
import type { Post } from '../run/observed.ts';
import type { Observer } from '../run/observer.ts';
import { errorAnswer } from './answers.ts';
import { faultyAnswer, recordFaultOf } from './faulty-answers.ts';
import { hideRecord } from './hide-record.ts';
import type { OutageKind, Outages } from './outages.ts';
import { reportAnswer, reportPosted, reportSent } from './reporting.ts';
import type { SimulatedExchange } from './simulated-exchange.ts';
import { accountIdOf } from './simulated-policy.ts';
import { notExecutedKinds, postFaults, readFaults } from './transport-faults.ts';

export interface TransportContext {
  readonly io: Io;
  readonly timeline: Timeline;
  readonly exchange: SimulatedExchange;
  readonly observer: Observer;
  readonly outages: Outages;
  readonly trace: (who: string, what: string) => void;
}

/** One request on its way. */
interface Sent {
  readonly request: OutgoingRequest;
  /** What becomes of the way there and back. */
  readonly call: Call;
  /** What the exchange's records make of it. */
  readonly recordCall: Call;
  readonly outage: OutageKind | undefined;
  /** Where its bytes left, and may move money. */
  readonly post: Post | undefined;
}

type AnswerOnce = (at: number, result: TransportResult) => void;

const connectTimeoutMs = 2_000;
const neverSent: readonly (FaultKind | undefined)[] = ['crash-before', 'post-no-connection', 'read-no-connection'];

/** The exchange as one instance reaches it: one request on the wire, and all that may become of it. */
export function transportPort(context: TransportContext, instance: Instance): Transport {
  return {
    send: (request, limits) => {
      // A crashed function sends nothing, and waits for nothing.
      if (!instance.isAlive) return new Promise(() => undefined);
      const sent = dispatch(context, instance, request);
      return new Promise((resolve) =>
        transmit(context, instance, sent, limits, answerOnce(context, instance, sent, limits, resolve)),
      );
    },
    close: async () => undefined,
  };
}

function dispatch(context: TransportContext, instance: Instance, request: OutgoingRequest): Sent {
  const { io, timeline, outages, observer, trace } = context;
  const isPost = request.method === 'POST';
  const call = io.call(`${instance.function}/${isPost ? 'post' : 'read'}`, isPost ? postFaults : readFaults);
  const recordCall = isPost
    ? io.call(`${instance.function}/record`, ['record-lag', 'record-late-time', 'withdrawal-fails'])
    : io.call(`${instance.function}/list`, ['read-list-lag']);
  const hasLeft = !neverSent.includes(call.fault);
  if (hasLeft) reportSent(observer, request);
  const post = hasLeft && isPost ? reportPosted(observer, instance, request, trace) : undefined;
  return { request, call, recordCall, outage: outages.at(timeline.now, isPost), post };
}

/** Gives the first answer, or gives up when its time is over. */
function answerOnce(
  { timeline, observer }: TransportContext,
  instance: Instance,
  { request, post }: Sent,
  { timeoutMs }: SendLimits,
  resolve: (result: TransportResult) => void,
): AnswerOnce {
  const givenUpAt = timeline.now + timeoutMs;
  let isAnswered = false;
  return (at, result) => {
    const known = at <= givenUpAt ? result : lost('HeadersTimeoutError');
    timeline.at(Math.min(at, givenUpAt), () => {
      if (isAnswered || !instance.isAlive) return;
      isAnswered = true;
      reportAnswer(observer, request, post, known);
      resolve(known);
    });
  };
}

function transmit(
  context: TransportContext,
  instance: Instance,
  sent: Sent,
  { timeoutMs }: SendLimits,
  answer: AnswerOnce,
): void {
  const { io, timeline } = context;
  const { call, outage } = sent;
  const { fault } = call;
  if (fault === 'crash-before' || fault === 'crash-after') crash(context, instance, call);
  if (fault === 'crash-before') return;
  const there = io.latency(call, 'there') + lateRequest(call);
  if (fault === 'post-no-connection' || fault === 'read-no-connection') {
    const at = timeline.now + Math.min(connectTimeoutMs, there * 10);
    answer(at, { kind: 'not-sent', what: 'ECONNREFUSED', cause: undefined });
  } else if (fault === 'post-lost-request' || outage === 'lost') {
    answer(timeline.now + (call.chance('cut') < 0.5 ? there : timeoutMs), lost('ECONNRESET'));
  } else {
    timeline.after(there, () => {
      const { status, body, headers } = receive(context, sent);
      const isCut = fault === 'post-lost-answer' || fault === 'read-lost';
      const back = timeline.now + io.latency(call, 'back') + lateAnswer(call);
      answer(back, isCut ? lost('ECONNRESET') : { kind: 'answered', status, text: body, ...retryAfterOf(headers) });
    });
  }
}

/** What the exchange makes of it when it arrives. */
function receive(
  { exchange, observer, trace }: TransportContext,
  { request, call, recordCall, outage, post }: Sent,
): Answer {
  const options = observer.plan.world;
  if (outage === 'maintenance') return errorAnswer('-1101');
  if (!options.hasBalanceFlow && request.target.includes('/balanceFlow')) return errorAnswer('-1005');
  if (call.fault !== undefined && notExecutedKinds.has(call.fault))
    return faultyAnswer(call, errorAnswer('-1000'), exchange.now());
  const { method, target, headers, body = '' } = request;
  const { answer, made } = exchange.execute(
    { method, target, headers: { ...headers }, body },
    recordFaultOf(recordCall, options.lagMaxMs, target.includes('/fiat/withdraw')),
  );
  if (made !== undefined) {
    trace('exchange', `takes ${made.kind} ${made.order.clientOrderId} as ${made.order.orderId}`);
    observer.executed({
      ...made,
      at: observer.now(),
      exchangeAt: exchange.now(),
      ...(post === undefined ? {} : { post }),
    });
  }
  const answered = worldAnswer(options, request, outage, answer);
  return faultyAnswer(call, withOddBalance(options, request.target, answered), exchange.now());
}

/** As functions/shared/exchange/transport has it. */
function retryAfterOf({ 'retry-after': named, date }: Answer['headers']): { readonly retryAfter?: RetryAfter } {
  if (named === undefined) return {};
  return { retryAfter: date === undefined ? { values: [named] } : { values: [named], date } };
}

function withOddBalance({ odd }: WorldOptions, target: string, answer: Answer): Answer {
  const isOfIt = odd !== undefined && target.includes(`/account?accountId=${accountIdOf(odd.account)}`);
  return isOfIt ? withOddRow(answer, odd.coin, odd.value) : answer;
}

/** What the exchange's lists are like all the time, or for a while. */
function worldAnswer(
  options: WorldOptions,
  { method, target }: OutgoingRequest,
  outage: Sent['outage'],
  answer: Answer,
) {
  if (method !== 'GET') return answer;
  if (target.includes('/account/type')) return options.hasForeignReadKey ? ofAnotherHouse(answer) : answer;
  if (!recordLists.some((path) => target.includes(path))) return answer;
  if (options.hasForeignReadKey || outage === 'empty') return emptied(answer);
  if (options.hasUnknownWords) return calledBy(answer, 'on_hold');
  if (options.altersRows) return altered(answer);
  return options.hidesRecords ? hideRecord(answer, 0.999) : answer;
}

const recordLists = ['/withdrawOrders', '/fiat/history', '/balanceFlow'] as const;

function crash({ io, timeline, trace }: TransportContext, instance: Instance, call: Call): void {
  timeline.after(io.latency(call, 'crash'), () => {
    trace(instance.name, `crashes (${call.fault})`);
    instance.kill();
  });
}

function lost(what: string): TransportResult {
  return { kind: 'lost', what, cause: undefined };
}

/** Also after the exchange would take it, and after we gave up on it. */
function lateRequest(call: Call): number {
  return call.fault === 'post-late-request' ? between(call.chance('late'), 300, 14_000) : 0;
}

function lateAnswer(call: Call): number {
  const isLate = call.fault === 'post-late-answer' || call.fault === 'read-late-answer';
  return isLate ? between(call.chance('late'), 3_000, 20_000) : 0;
}
