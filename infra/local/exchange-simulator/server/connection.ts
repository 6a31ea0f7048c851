import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, type ExchangeRequest, jsonAnswer } from '../answers.ts';
import type { Exchange } from '../exchange.ts';
import { isNetworkFault } from '../faults/fault.ts';
import { faultsPath, handleFaults, paymentsPath, takePayment } from './admin.ts';
import { readBody } from './body.ts';
import { depositsPath, handleDeposits } from './deposits.ts';

/** Answers one HTTP request, and plays the faults of the connection. `pause` waits real time. */
export async function serve(
  exchange: Exchange,
  pause: (ms: number) => Promise<void>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    outgoing.setHeader('connection', 'close');
    return write(outgoing, jsonAnswer(413, { code: 413, msg: 'Body too large.' }));
  }
  const request = toRequest(incoming, body);
  if (request.path === faultsPath) return write(outgoing, handleFaults(exchange, request.method, body));
  if (request.path === paymentsPath) return write(outgoing, takePayment(exchange, request.method, body));
  if (request.path === depositsPath) return write(outgoing, handleDeposits(exchange, request.method, body));
  const fault = exchange.faults.take(request);
  if (fault === undefined || !isNetworkFault(fault)) return write(outgoing, exchange.execute(request, fault));
  switch (fault.kind) {
    case 'lost-request':
      incoming.socket.destroy();
      return;
    case 'lost-answer':
      exchange.execute(request, undefined);
      incoming.socket.destroy();
      return;
    case 'delay': {
      if (fault.when === 'before') await pause(fault.ms);
      const answer = exchange.execute(request, undefined);
      if (fault.when === 'after') await pause(fault.ms);
      return write(outgoing, answer);
    }
  }
}

/** The query stays as it was sent, because it is signed. */
function toRequest(incoming: IncomingMessage, body: string): ExchangeRequest {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [name, values?.[0]]);
  return {
    method: incoming.method ?? 'GET',
    path: mark === -1 ? target : target.slice(0, mark),
    query: mark === -1 ? '' : target.slice(mark + 1),
    headers: Object.fromEntries(headers),
    body,
    address: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

function write(outgoing: ServerResponse, answer: Answer): void {
  // The caller may have given up while it waited.
  if (outgoing.destroyed) return;
  outgoing.writeHead(answer.status, answer.headers);
  outgoing.end(answer.body);
}
