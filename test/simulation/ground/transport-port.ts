import type {
  OutgoingRequest,
  SendLimits,
  Transport,
  TransportResult,
} from '../../../functions/exchange/transport/transport.ts';
import type { Answer } from '../../../infra/local/exchange/answers.ts';
import type { Fault } from '../../../infra/local/exchange/faults/fault.ts';
import { between, pick } from '../engine/chance.ts';
import type { FaultKind } from '../engine/faults.ts';
import type { Instance } from '../engine/instance.ts';
import type { Call, Io } from '../engine/io.ts';
import type { Timeline } from '../engine/timeline.ts';
import type { Post } from '../run/observed.ts';
import type { Observer } from '../run/observer.ts';
import {
  ambiguousCodes,
  errorAnswer,
  garbage,
  heldCodes,
  htmlPage,
  meaningOf,
  readCodes,
  refusalCodes,
} from './answers.ts';
import type { ExchangeWorld } from './exchange-world.ts';
import { hideRow } from './hide-row.ts';
import type { Outages } from './outages.ts';

export interface TransportGround {
  readonly io: Io;
  readonly timeline: Timeline;
  readonly world: ExchangeWorld;
  readonly observer: Observer;
  readonly outages: Outages;
  readonly note: (who: string, what: string) => void;
}

const postFaults: readonly FaultKind[] = [
  'crash-before',
  'crash-after',
  'post-no-connection',
  'post-lost-request',
  'post-lost-answer',
  'post-late-request',
  'post-late-answer',
  'post-5xx-executed',
  'post-5xx-not-executed',
  'post-garbage-executed',
  'post-garbage-not-executed',
  'post-html-executed',
  'post-html-not-executed',
  'post-429',
  'post-418',
  'post-ambiguous-executed',
  'post-ambiguous-not-executed',
  'post-refused',
  'post-held',
];
const readFaults: readonly FaultKind[] = [
  'crash-before',
  'crash-after',
  'read-no-connection',
  'read-lost',
  'read-late-answer',
  'read-5xx',
  'read-garbage',
  'read-429',
  'read-418',
  'read-code',
  'read-unreadable-row',
];

/** Lost on the way there: the request never arrives. */
const neverArrive: ReadonlySet<FaultKind> = new Set(['post-lost-request']);
/** The exchange answers without doing anything. */
const insteadKinds: ReadonlySet<FaultKind> = new Set([
  'post-5xx-not-executed',
  'post-garbage-not-executed',
  'post-html-not-executed',
  'post-429',
  'post-418',
  'post-ambiguous-not-executed',
  'post-refused',
  'post-held',
  'read-5xx',
  'read-garbage',
  'read-429',
  'read-418',
  'read-code',
]);
const connectTimeoutMs = 2_000;

/** The exchange as one instance reaches it: one request on the wire, and all that may become of it. */
export function transportPort(ground: TransportGround, instance: Instance): Transport {
  return {
    send: (request, limits) => send(ground, instance, request, limits),
    close: async () => undefined,
  };
}

function send(
  ground: TransportGround,
  instance: Instance,
  request: OutgoingRequest,
  limits: SendLimits,
): Promise<TransportResult> {
  const { io, timeline, outages } = ground;
  // A crashed function sends nothing, and waits for nothing.
  if (!instance.isAlive) return new Promise(() => undefined);
  const isPost = request.method === 'POST';
  const call = io.call(`${instance.function}/${isPost ? 'post' : 'read'}`, isPost ? postFaults : readFaults);
  const wish = io.call(
    `${instance.function}/${isPost ? 'record' : 'list'}`,
    isPost ? ['record-lag', 'withdrawal-fails'] : ['read-list-lag'],
  );
  if (call.fault !== 'crash-before' && call.fault !== 'post-no-connection') tellLeft(ground, request);
  const post =
    isPost && call.fault !== 'crash-before' && call.fault !== 'post-no-connection'
      ? tellPosted(ground, instance, request)
      : undefined;
  return new Promise((resolve) => {
    const sentAt = timeline.now;
    let isAnswered = false;
    const answer = (at: number, result: TransportResult) => {
      const givenUpAt = sentAt + limits.timeoutMs;
      const inTime = at <= givenUpAt;
      timeline.at(inTime ? at : givenUpAt, () => {
        if (isAnswered || !instance.isAlive) return;
        isAnswered = true;
        const known = inTime ? result : lost('HeadersTimeoutError');
        if (known.kind === 'answered' && (known.status === 429 || known.status === 418)) {
          tellLimited(ground, request, known.status === 418);
        }
        if (post !== undefined) tellAnswered(ground, post, known);
        resolve(known);
      });
    };
    const there = io.latency(call, 'there') + lateRequest(call);
    if (call.fault === 'crash-before' || call.fault === 'crash-after') {
      timeline.after(io.latency(call, 'crash'), () => {
        ground.note(instance.name, `crashes (${call.fault})`);
        instance.kill();
      });
      if (call.fault === 'crash-before') return;
    }
    const outage = outages.at(timeline.now, isPost);
    if (call.fault === 'post-no-connection' || call.fault === 'read-no-connection') {
      return answer(sentAt + Math.min(connectTimeoutMs, there * 10), {
        kind: 'not-sent',
        what: 'ECONNREFUSED',
        cause: undefined,
      });
    }
    if ((call.fault !== undefined && neverArrive.has(call.fault)) || outage === 'lost') {
      return answer(sentAt + (call.chance('cut') < 0.5 ? there : limits.timeoutMs), lost('ECONNRESET'));
    }
    timeline.after(there, () => {
      const result = arrive(ground, request, call, wish, outage, post);
      const back = io.latency(call, 'back') + lateAnswer(call);
      const isCut = call.fault === 'post-lost-answer' || call.fault === 'read-lost';
      answer(
        timeline.now + back,
        isCut ? lost('ECONNRESET') : { kind: 'answered', status: result.status, text: result.body },
      );
    });
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

/** What the exchange makes of it when it arrives. */
function arrive(
  ground: TransportGround,
  request: OutgoingRequest,
  call: Call,
  wish: Call,
  outage: 'maintenance' | undefined,
  post: Post | undefined,
): Answer {
  const { world, observer, note } = ground;
  if (outage === 'maintenance') return errorAnswer('-1101');
  if (!observer.plan.world.hasBalanceFlow && request.target.includes('/balanceFlow')) return errorAnswer('-1005');
  if (call.fault !== undefined && insteadKinds.has(call.fault)) return spoiled(call, errorAnswer('-1000'));
  const { method, target, headers, body = '' } = request;
  const wire = { method, target, headers: { ...headers }, body };
  const { answer, made } = world.execute(wire, faultOf(wish, observer.plan.world.lagMaxMs));
  if (made !== undefined) {
    note('exchange', `takes ${made.kind} ${made.order.clientOrderId} as ${made.order.orderId}`);
    observer.executed({
      ...made,
      at: observer.now(),
      exchangeAt: world.now(),
      ...(post === undefined ? {} : { post }),
    });
  }
  return spoiled(call, observer.plan.world.hidesRows ? hideRow(answer, 0.999) : answer);
}

/** What the records make of it. What is new and the list as a whole may both be late: each has half of the lag. */
function faultOf(wish: Call, lagMaxMs: number): Fault | undefined {
  const lag = () => ({ kind: 'lag', times: 1, ms: 1 + Math.floor(wish.chance('ms') ** 0.5 * lagMaxMs) }) as const;
  if (wish.fault === 'record-lag') return lag();
  if (wish.fault === 'read-list-lag')
    return { ...lag(), ms: 1 + Math.floor(wish.chance('ms') * Math.min(lagMaxMs, 8_000)) };
  if (wish.fault !== 'withdrawal-fails') return undefined;
  return {
    kind: 'failed-withdrawal',
    times: 1,
    reason: pick(wish.chance('why'), ['KYT_FAILED', 'ASSET_FROZEN_FAILED', 'ONCHAIN_FAILED']),
  };
}

/** The answer that comes back instead of the true one. */
function spoiled(call: Call, answer: Answer): Answer {
  switch (call.fault) {
    case 'post-5xx-executed':
    case 'post-5xx-not-executed':
    case 'read-5xx':
      return { ...errorAnswer('-1001'), status: pick(call.chance('status'), [500, 502, 503, 504]) };
    case 'post-garbage-executed':
    case 'post-garbage-not-executed':
    case 'read-garbage':
      return garbage(call.chance('garbage'));
    case 'post-html-executed':
    case 'post-html-not-executed':
      return htmlPage(pick(call.chance('status'), [200, 404, 502]));
    case 'post-429':
    case 'read-429':
      return { ...errorAnswer('0003'), status: 429 };
    case 'post-418':
    case 'read-418':
      return { ...errorAnswer('0003'), status: 418 };
    case 'post-ambiguous-executed':
    case 'post-ambiguous-not-executed':
      return errorAnswer(pick(call.chance('code'), ambiguousCodes));
    case 'post-refused':
      return errorAnswer(pick(call.chance('code'), refusalCodes));
    case 'post-held':
      return errorAnswer(pick(call.chance('code'), heldCodes));
    case 'read-code':
      return errorAnswer(pick(call.chance('code'), readCodes));
    case 'read-unreadable-row':
      return hideRow(answer, call.chance('row'));
    default:
      return answer;
  }
}

function tellLeft({ observer }: TransportGround, request: OutgoingRequest): void {
  const apiKey = request.headers['X-HK-APIKEY'];
  const signature = /signature=([0-9a-f]+)/.exec(`${request.target}&${request.body ?? ''}`)?.[1];
  if (signature !== undefined) observer.signatures.add(signature);
  if (apiKey !== undefined) observer.left({ at: observer.now(), apiKey });
}

function tellPosted({ observer, note }: TransportGround, instance: Instance, request: OutgoingRequest): Post {
  const params = new Map(new URLSearchParams(request.body ?? ''));
  const remainingMs = instance.deadline - observer.now();
  const post = { at: observer.now(), by: instance.name, remainingMs, path: request.target, params };
  note(instance.name, `posts ${request.target} ${params.get('clientOrderId')} quantity ${params.get('quantity')}`);
  observer.posted(post);
  return post;
}

function tellLimited({ observer }: TransportGround, request: OutgoingRequest, isBan: boolean): void {
  const apiKey = request.headers['X-HK-APIKEY'];
  if (apiKey !== undefined) observer.limited({ at: observer.now(), apiKey, isBan });
}

function tellAnswered({ observer }: TransportGround, { params }: Post, result: TransportResult): void {
  const meaning = result.kind === 'answered' ? meaningOf(result.status, result.text) : 'ambiguous';
  observer.answered({ id: params.get('clientOrderId') ?? '', timestamp: params.get('timestamp') ?? '', meaning });
}
