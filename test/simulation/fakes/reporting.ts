import type { OutgoingRequest, TransportResult } from '../../../functions/shared/exchange/transport/transport.ts';
import type { Instance } from '../engine/instance.ts';
import type { Post } from '../run/observed.ts';
import type { Observer } from '../run/observer.ts';
import { meaningOf } from './answers.ts';

/** Tells the observer of what goes over the wire to the exchange, and back. */
export function reportSent(observer: Observer, request: OutgoingRequest): void {
  const signature = /signature=([0-9a-f]+)/.exec(`${request.target}&${request.body ?? ''}`)?.[1];
  if (signature !== undefined) observer.signatures.add(signature);
  const apiKey = request.headers['X-HK-APIKEY'];
  if (apiKey !== undefined) observer.requestSent({ at: observer.now(), apiKey });
}

export function reportPosted(
  observer: Observer,
  instance: Instance,
  { target, body }: OutgoingRequest,
  trace: (who: string, what: string) => void,
): Post {
  const at = observer.now();
  const params = new Map(new URLSearchParams(body ?? ''));
  const post = { at, by: instance.name, remainingMs: instance.deadline - at, path: target, params };
  trace(
    instance.name,
    `posts ${target} ${params.get('clientOrderId')} quantity ${params.get('quantity') ?? params.get('amount')}`,
  );
  observer.posted(post);
  return post;
}

/** Read here once more, from what was on the wire. */
function namedMsOf(result: TransportResult): { readonly namedMs?: number } {
  if (result.kind !== 'answered' || result.retryAfter === undefined) return {};
  const { values, date = '' } = result.retryAfter;
  const [named = ''] = values;
  return { namedMs: /^\d+$/.test(named) ? Number(named) * 1_000 : Date.parse(named) - Date.parse(date) };
}

/** What its sender gets to know. */
export function reportAnswer(
  observer: Observer,
  { headers }: OutgoingRequest,
  post: Post | undefined,
  result: TransportResult,
): void {
  const apiKey = headers['X-HK-APIKEY'];
  const status = result.kind === 'answered' ? result.status : 0;
  if (apiKey !== undefined && (status === 429 || status === 418)) {
    observer.rateLimited({ at: observer.now(), apiKey, isBan: status === 418, ...namedMsOf(result) });
  }
  if (post === undefined) return;
  const meaning = result.kind === 'answered' ? meaningOf(status, result.text, post.path) : 'ambiguous';
  observer.answered({
    id: post.params.get('clientOrderId') ?? '',
    timestamp: post.params.get('timestamp') ?? '',
    meaning,
  });
}
