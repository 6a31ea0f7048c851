import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { decodeFrame, encodeFrame, opcodes } from '../../../../infra/local/exchange-simulator/stream/frames.ts';
import { TestExchange } from './support/client.ts';

const streamPath = '/api/v1/userDataStream';
const keySchema = v.object({ listenKey: v.string() });

async function listenKeyOf(exchange: TestExchange): Promise<string> {
  return v.parse(keySchema, (await exchange.call('read', 'POST', streamPath)).json).listenKey;
}

/** After the handshake. */
async function openStream(exchange: TestExchange, path: string): Promise<Socket> {
  const { port } = new URL(exchange.running.url);
  const socket = createConnection(Number(port), '127.0.0.1');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await once(socket, 'data');
  return socket;
}

/** A client as RFC 6455 has it: its frames are masked. */
function masked(opcode: number, text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = Buffer.from([1, 2, 3, 4]);
  const head = payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([
    Buffer.from([0x80 | opcode, ...head]),
    mask,
    Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))),
  ]);
}

describe('frames', () => {
  test.each(['', 'a', 'a'.repeat(125), 'a'.repeat(126), 'ä'.repeat(30_000)])('are read as they were sent', (text) => {
    const bytes = Buffer.concat([masked(opcodes.text, text), Buffer.from('next')]);
    const decoded = decodeFrame(bytes);
    expect(decoded).toMatchObject({ kind: 'frame', frame: { opcode: 1 }, rest: Buffer.from('next') });
    expect(decoded.kind === 'frame' && decoded.frame.payload.toString()).toBe(text);
    const whole = bytes.length - 'next'.length;
    for (const cut of [0, 1, 2, 5, whole - 1]) {
      expect(decodeFrame(bytes.subarray(0, cut)).kind).toBe('incomplete');
    }
  });

  test('without a mask, in parts, or too long are wrong', () => {
    expect(decodeFrame(encodeFrame(opcodes.text, Buffer.from('hi'))).kind).toBe('wrong');
    expect(decodeFrame(Buffer.from([0x01, 0x81, 0, 0, 0, 0, 0])).kind).toBe('wrong');
    expect(decodeFrame(Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0])).kind).toBe('wrong');
  });
});

describe('the private stream', () => {
  test('takes a listen key for an hour, and a renewed one for another', async () => {
    await using exchange = await TestExchange.start();
    const listenKey = await listenKeyOf(exchange);
    exchange.clock.advance(59 * 60_000);
    expect((await exchange.call('read', 'PUT', streamPath, { listenKey })).status).toBe(200);
    exchange.clock.advance(59 * 60_000);
    expect(await listenKeyOf(exchange)).toBe(listenKey);
    exchange.clock.advance(61 * 60_000);
    expect((await exchange.call('read', 'PUT', streamPath, { listenKey })).code).toBe(-1130);
    expect(await listenKeyOf(exchange)).not.toBe(listenKey);
  });

  test('tells of a balance of the trading account that changed, and of no other', async () => {
    await using exchange = await TestExchange.start();
    const socket = await openStream(exchange, `/api/v1/ws/${await listenKeyOf(exchange)}`);
    const told = once(socket, 'data');
    expect((await exchange.transfer()).status).toBe(200);
    const [frame] = await told;
    // Of less than 64 KiB, and of 126 bytes at the least: four bytes come before the text.
    expect(JSON.parse(String(frame.subarray(frame[1] === 126 ? 4 : 2)))).toEqual([
      {
        e: 'outboundAccountInfo',
        E: expect.stringMatching(/^\d+$/),
        T: true,
        W: true,
        D: true,
        B: [{ a: 'USDT', f: expect.any(String), l: expect.any(String) }],
      },
    ]);
    socket.destroy();
  });

  test('is refused without a key that is good', async () => {
    await using exchange = await TestExchange.start();
    const { port } = new URL(exchange.running.url);
    const socket = createConnection(Number(port), '127.0.0.1');
    socket.write(
      'GET /api/v1/ws/0123 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
    socket.destroy();
  });
});

test('the public stream answers a ping in a message with its number, and shakes hands as the standard has it', async () => {
  await using exchange = await TestExchange.start();
  const { port } = new URL(exchange.running.url);
  const socket = createConnection(Number(port), '127.0.0.1');
  socket.write(
    'GET /quote/ws/v1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [handshake] = await once(socket, 'data');
  // The example of RFC 6455, section 1.3.
  expect(String(handshake)).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  socket.write(masked(opcodes.text, '{"ping":1748503859938}'));
  const [answer] = await once(socket, 'data');
  expect(answer).toEqual(encodeFrame(opcodes.text, Buffer.from('{"pong":1748503859938}')));
  socket.write(masked(opcodes.ping, 'abc'));
  expect((await once(socket, 'data'))[0]).toEqual(encodeFrame(opcodes.pong, Buffer.from('abc')));
  socket.destroy();
});
