import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { TestExchange } from './support/client.ts';

/** The secret of RFC 6238's examples, `12345678901234567890`, in base32. */
const totpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

function tokenAt(ms: number): string {
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(ms / 30_000), 4);
  const mac = createHmac('sha1', '12345678901234567890').update(counter).digest();
  return String((mac.readUInt32BE(mac.readUInt8(19) % 16) % 2 ** 31) % 1_000_000).padStart(6, '0');
}

async function start() {
  const exchange = await TestExchange.start();
  exchange.setKey('withdrawal', { totpSecret });
  exchange.setKey('transfer', { totpSecret });
  exchange.setKey('whitelist', { totpSecret });
  return exchange;
}

const withToken = (token: string) => ({ headers: { 'X-TWO-FA-TOKEN': token } });

test('the helper here gives the token that RFC 6238 prints for second 1111111109', () => {
  expect(tokenAt(1_111_111_109_000)).toBe('081804');
});

test('the right token lets a withdrawal through', async () => {
  await using exchange = await start();
  expect((await exchange.withdraw({}, withToken(tokenAt(exchange.clock.now())))).status).toBe(200);
});

test('a missing token is refused with -4016, a wrong one with -4017, and nothing is withdrawn', async () => {
  await using exchange = await start();
  expect((await exchange.withdraw()).code).toBe(-4016);
  expect((await exchange.withdraw({}, withToken('000000'))).code).toBe(-4017);
  expect(exchange.running.exchange.records.withdrawals).toEqual([]);
});

test('a token is good once', async () => {
  await using exchange = await start();
  const token = withToken(tokenAt(exchange.clock.now()));
  await exchange.withdraw({ clientOrderId: 'a' }, token);
  expect((await exchange.withdraw({ clientOrderId: 'b' }, token)).code).toBe(-4018);
  exchange.clock.advance(30_000);
  expect((await exchange.withdraw({ clientOrderId: 'b' }, token)).code).toBe(-4018);
  const next = withToken(tokenAt(exchange.clock.now()));
  expect((await exchange.withdraw({ clientOrderId: 'b' }, next)).status).toBe(200);
});

test('a request that is refused later has used its token up', async () => {
  await using exchange = await start();
  const token = withToken(tokenAt(exchange.clock.now()));
  expect((await exchange.withdraw({ quantity: '0' }, token)).code).toBe(-1168);
  expect((await exchange.withdraw({}, token)).code).toBe(-4018);
});

test('a token of the step before or after is wrong', async () => {
  await using exchange = await start();
  for (const offset of [-30_000, 30_000]) {
    expect((await exchange.withdraw({}, withToken(tokenAt(exchange.clock.now() + offset)))).code).toBe(-4017);
  }
});

test('the micro-payment for a whitelist needs one, a transfer and a deposit address do not', async () => {
  await using exchange = await start();
  const verify = { coin: 'USDT', chainType: 'USDT_ETH', quantity: '1' };
  expect((await exchange.get('whitelist', '/api/v1/whitelist/verify', verify)).code).toBe(-4016);
  expect((await exchange.transfer()).status).toBe(200);
  expect((await exchange.get('whitelist', '/api/v1/account/deposit/address', { coin: 'USDT' })).status).toBe(200);
});

test('a key without two-factor ignores the header', async () => {
  await using exchange = await TestExchange.start();
  expect((await exchange.withdraw({}, withToken('000000'))).status).toBe(200);
});
