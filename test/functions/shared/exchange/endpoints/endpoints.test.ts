import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { accountId, instructionId } from '../../../../../functions/shared/core/ids.ts';
import type { ExchangeClient } from '../../../../../functions/shared/exchange/client/client.ts';
import { accounts } from '../../../../../functions/shared/exchange/endpoints/accounts.ts';
import { assetTransfer } from '../../../../../functions/shared/exchange/endpoints/asset-transfer.ts';
import { balances } from '../../../../../functions/shared/exchange/endpoints/balances.ts';
import { checkApiKey } from '../../../../../functions/shared/exchange/endpoints/check-api-key.ts';
import { depositAddress } from '../../../../../functions/shared/exchange/endpoints/deposit-address.ts';
import { depositOrders } from '../../../../../functions/shared/exchange/endpoints/deposit-orders.ts';
import { exchangeInfo } from '../../../../../functions/shared/exchange/endpoints/exchange-info.ts';
import { fiatWithdraw } from '../../../../../functions/shared/exchange/endpoints/fiat-withdraw.ts';
import { walletSigning } from '../../../../../functions/shared/exchange/endpoints/wallet-signing.ts';
import { whitelistAddresses } from '../../../../../functions/shared/exchange/endpoints/whitelist-addresses.ts';
import { whitelistVerify } from '../../../../../functions/shared/exchange/endpoints/whitelist-verify.ts';
import { withdraw } from '../../../../../functions/shared/exchange/endpoints/withdraw.ts';
import {
  readFiatWithdrawals,
  readTransfers,
  readWithdrawals,
} from '../../../../../functions/shared/exchange/records.ts';
import { initialBankAccounts } from '../../../../../infra/local/exchange-simulator/data/initial-data.ts';
import { type RunningExchange, startExchange } from '../../../../../infra/local/exchange-simulator/server.ts';
import { manualClock } from '../../../../support/clock.ts';
import { type ClientUnderTest, clientAt } from '../../../../support/exchange-client.ts';

/*
 * Every endpoint of the client against the simulator, which was written from the documentation and shares no code with
 * the client. Once with ids as text, once with bare 19-digit numbers.
 */
describe.each([
  ['ids as text', false],
  ['ids as bare numbers', true],
])('with %s', (_how, numericIds) => {
  let exchange: RunningExchange;
  const opened: ClientUnderTest[] = [];
  // Both sides go by it: the pace of the calls is kept, and nobody waits.
  const clock = manualClock();

  beforeAll(async () => {
    exchange = await startExchange({ numericIds, clock });
  });
  afterAll(async () => {
    await Promise.all(opened.map(({ transport }) => transport.close()));
    await exchange.close();
  });

  function clientOf(key: keyof RunningExchange['keys']): ExchangeClient {
    const under = clientAt(exchange.url, clock, [exchange.keys[key]]);
    opened.push(under);
    return under.client;
  }
  const trading = () => accountId(exchange.accounts.trading ?? '');
  const custody = () => accountId(exchange.accounts.custody ?? '');
  const window = async (client: ExchangeClient) => {
    // Our estimate of the exchange's clock never runs ahead of it, so what was taken just now may lie behind its end.
    const endTime = (await client.exchangeTime()) + 1_000;
    return { startTime: endTime - 60_000, endTime };
  };

  test('the read key sees accounts, balances, coins and itself', async () => {
    const client = clientOf('read');
    const all = await client.read(accounts, undefined);
    expect(all.map(({ accountId: id }) => id)).toEqual(expect.arrayContaining([trading(), custody()]));
    const [usdc] = (await client.read(balances, { accountId: custody() })).records.filter(
      ({ coin }) => coin === 'USDC',
    );
    expect(usdc).toMatchObject({ free: '2500', total: '2500' });
    expect(await client.read(checkApiKey, undefined)).toBe('master');
    const coins = await client.read(exchangeInfo, undefined);
    expect(coins.records.find(({ coin }) => coin === 'USDT')?.chains.length).toBeGreaterThan(0);
  });

  test('a transfer is taken, and the fund statement has it with our id', async () => {
    const client = clientOf('transfer');
    const id = instructionId('sweep-1');
    const input = { from: trading(), to: custody(), coin: 'USDT', quantity: amount('12.5'), clientOrderId: id };
    const answer = await (await client.prepare(assetTransfer)).post(input, id);
    expect(answer.kind).toBe('accepted');
    const found = (await readTransfers(client, await window(client), true)).records.find(
      ({ clientOrderId }) => clientOrderId === id,
    );
    expect(found).toMatchObject({ from: trading(), to: custody(), coin: 'USDT', quantity: '12.5', remark: id });
    if (answer.kind === 'accepted') expect(found?.exchangeOrderId).toBe(answer.exchangeOrderId);
  });

  test('a withdrawal is taken, and the records have it with our id as remark', async () => {
    const client = clientOf('withdrawal');
    const id = instructionId('inv-1');
    const [entry] = exchange.whitelist;
    const input = { ...whereTo(entry), quantity: amount('50'), clientOrderId: id };
    const answer = await (await client.prepare(withdraw)).post(input, id);
    expect(answer).toMatchObject({ kind: 'accepted', exchangeOrderId: expect.stringMatching(/^W\d{17,18}$/) });
    const { records: orders } = await readWithdrawals(client, await window(client), true);
    expect(orders).toContainEqual(expect.objectContaining({ remark: id, coin: 'USDT', quantity: '50' }));
  });

  test('an address that is not whitelisted is refused, and a key without permission is held', async () => {
    const id = instructionId('inv-2');
    const address = '0x8617E340B3D01FA5F11F306F4090FD50E238070D';
    const input = { coin: 'USDT', chain: 'ETH', address, quantity: amount('50'), clientOrderId: id };
    const unlisted = await (await clientOf('withdrawal').prepare(withdraw)).post(input, id);
    expect(unlisted).toEqual({ kind: 'refused', exchangeCode: '-1171' });
    const forbidden = await (await clientOf('read').prepare(withdraw)).post(input, id);
    expect(forbidden).toEqual({ kind: 'held', reason: 'fix-config', exchangeCode: '-1005' });
  });

  test('a deposit address, deposits and the whitelist can be read', async () => {
    const client = clientOf('whitelist');
    expect(await client.read(depositAddress, { coin: 'USDT', chain: 'ETH' })).toMatchObject({ canDeposit: true });
    expect(await client.read(depositOrders, await window(client))).toEqual({ records: [], unreadable: 0 });
    const listed = await client.read(whitelistAddresses, { coin: 'USDT', chain: 'ETH' });
    expect(listed.records.length).toBeGreaterThan(0);
    expect(listed.unreadable).toBe(0);
    const proof = { coin: 'USDT', chain: 'ETH', quantity: amount('100') };
    const first = await client.read(whitelistVerify, proof);
    expect(await client.read(whitelistVerify, proof)).toEqual(first);
  });

  test('a wallet’s signature that is none is refused, and one for a listed address says so', async () => {
    const client = clientOf('whitelist');
    const proof = { coin: 'USDT', chain: 'ETH', message: 'mine', walletSignature: '0x00' };
    const unknown = { ...proof, address: '0xde709f2102306220921060314715629080e2fb77' };
    await expect(client.submit(walletSigning, unknown)).rejects.toMatchObject({ exchangeCode: '-5005' });
    const [listed] = exchange.whitelist;
    const known = { ...proof, address: listed?.address ?? '' };
    await expect(client.submit(walletSigning, known)).rejects.toMatchObject({ exchangeCode: '-5006' });
  });

  test('a fiat withdrawal to a bound bank account is taken and listed', async () => {
    const client = clientOf('fiat');
    const id = instructionId('payroll-1');
    const [bankAccount = ''] = initialBankAccounts;
    const input = { bankAccount, currency: 'USD', amount: amount('1000'), clientOrderId: id };
    expect((await (await client.prepare(fiatWithdraw)).post(input, id)).kind).toBe('accepted');
    const { records: rows, unreadable } = await readFiatWithdrawals(client, await window(client), true);
    expect(rows).toEqual([expect.objectContaining({ coin: 'USD', quantity: '1000', clientOrderId: id, remark: id })]);
    expect(unreadable).toBe(0);
  });
});

function whereTo(entry: RunningExchange['whitelist'][number] | undefined) {
  if (entry === undefined) throw new Error('the simulator has a whitelist');
  return { coin: entry.coin, chain: entry.chain, address: entry.address };
}
