import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ResolvedEnvironment } from '../../../../../functions/shared/exchange/environments/resolve.ts';
import { resolveEnvironment } from '../../../../../functions/shared/exchange/environments/resolve.ts';
import { openTransport, type Transport } from '../../../../../functions/shared/exchange/transport/transport.ts';
import { noon } from '../../../../support/clock.ts';
import { type ScriptedExchange, startScriptedExchange } from '../../../../support/scripted-exchange.ts';

let exchange: ScriptedExchange;
let open: Transport[] = [];

beforeEach(async () => {
  exchange = await startScriptedExchange(() => noon);
});
afterEach(async () => {
  await Promise.all(open.map((transport) => transport.close()));
  open = [];
  await exchange.close();
});

function transportTo(environment: ResolvedEnvironment, bindHost = false): Transport {
  const transport = openTransport(environment, { bindHost });
  open.push(transport);
  return transport;
}

const get = { method: 'GET', target: '/x', headers: {} } as const;
const limits = { timeoutMs: 60_000, bodyMax: 100, isFresh: false };

describe('what is known after one request', () => {
  test('an answer is its status and its text', async () => {
    exchange.on('/x', { status: 418, body: 'teapot' });
    const result = await transportTo(resolveEnvironment('local', exchange.url)).send(get, limits);
    expect(result).toEqual({ kind: 'answered', status: 418, text: 'teapot' });
  });

  test('an exchange that does not answer is lost after the time that was given', async () => {
    exchange.on('/x', 'hang');
    const result = await transportTo(resolveEnvironment('local', exchange.url)).send(get, {
      ...limits,
      timeoutMs: 300,
    });
    expect(result.kind).toBe('lost');
    expect(exchange.seen).toHaveLength(1);
  });

  test('a body over the limit is lost', async () => {
    exchange.on('/x', { status: 200, body: 'x'.repeat(101) });
    expect(await transportTo(resolveEnvironment('local', exchange.url)).send(get, limits)).toMatchObject({
      kind: 'lost',
    });
  });

  test('reads share a connection, a money call has its own', async () => {
    exchange.on('/x', { status: 200, body: 'ok' });
    const transport = transportTo(resolveEnvironment('local', exchange.url));
    const ports = async (isFresh: boolean, count: number) => {
      const before = exchange.seen.length;
      for (let each = 0; each < count; each += 1) await transport.send(get, { ...limits, isFresh });
      return new Set(exchange.seen.slice(before).map(({ port }) => port)).size;
    };
    // The pool may open a second one while the first still winds up its last answer.
    expect(await ports(false, 8)).toBeLessThanOrEqual(2);
    expect(await ports(true, 8)).toBe(8);
  });

  test('a port that nobody listens on means that nothing was sent', async () => {
    const gone = await startScriptedExchange(() => noon);
    await gone.close();
    const result = await transportTo(resolveEnvironment('local', gone.url)).send(get, limits);
    expect(result).toMatchObject({ kind: 'not-sent', what: 'ECONNREFUSED' });
  });

  test('a handshake that breaks means that nothing was sent', async () => {
    const closing = createServer((socket) => socket.destroy());
    closing.listen(0, '127.0.0.1');
    await once(closing, 'listening');
    const { port } = closing.address() as AddressInfo;
    const environment = { ...resolveEnvironment('hashkey-sandbox'), rest: `https://127.0.0.1:${port}` };
    const result = await transportTo(environment).send(get, { ...limits, isFresh: true });
    closing.close();
    expect(result).toMatchObject({ kind: 'not-sent', what: 'ECONNRESET' });
  });

  test('a host that is bound to an address needs no name service', async () => {
    exchange.on('/x', { status: 200, body: 'here' });
    const { port } = new URL(exchange.url);
    const environment = resolveEnvironment('hashkey-pro-staging');
    const bound = { ...environment, rest: `http://api-test.invalid:${port}`, hostAddress: '127.0.0.1' };
    expect(await transportTo(bound, true).send(get, limits)).toMatchObject({ kind: 'answered', text: 'here' });
    expect(exchange.seen[0]?.headers.host).toBe(`api-test.invalid:${port}`);
  });
});
