import { describe, expect, test } from '@jest/globals';
import { fields, listedAddress, type Params, TestExchange, usualWithdrawal, without } from './support/client.ts';

const withdrawOrdersPath = '/api/v1/account/withdrawOrders';

describe('a withdrawal', () => {
  test('is taken on: an order, a fixed id, and the custody account', async () => {
    await using exchange = await TestExchange.start();
    expect(fields(await exchange.withdraw())).toEqual({
      success: true,
      id: '0',
      orderId: expect.stringMatching(/^W\d{18}$/),
      accountId: exchange.custody,
    });
  });

  test('goes from review to sending to its end, and shows what arrived only then', async () => {
    await using exchange = await TestExchange.start();
    const { orderId } = fields(await exchange.withdraw({ quantity: '12.5' }));
    const expected = {
      time: String(exchange.clock.now()),
      id: orderId,
      coin: 'USDT',
      coinId: 'USDT',
      coinName: 'USDT',
      address: listedAddress.toLowerCase(),
      quantity: '12.50000000',
      arriveQuantity: '',
      status: 'under_review',
      failedReason: '',
      txId: '',
      addressUrl: listedAddress.toLowerCase(),
      feeCoinId: 'USDT',
      feeCoinName: 'USDT',
      fee: '1.00000000',
      remark: 'invoice-1',
      platform: '',
      memo: '',
    };
    expect(await exchange.list(withdrawOrdersPath)).toEqual([expected]);
    exchange.clock.advance(1_000);
    expect(await exchange.list(withdrawOrdersPath)).toEqual([{ ...expected, status: 'withdrawing' }]);
    exchange.clock.advance(1_000);
    const txId = expect.stringMatching(/^0x[0-9a-f]{64}$/);
    const end = { status: 'successful', arriveQuantity: '12.50000000', txId };
    expect(await exchange.list(withdrawOrdersPath)).toEqual([{ ...expected, ...end }]);
  });

  test('locks the quantity and the fee on top of it, then spends both', async () => {
    await using exchange = await TestExchange.start();
    await exchange.withdraw();
    const rows = async () => {
      const reply = await exchange.get('read', '/api/v1/account', { accountId: exchange.custody });
      return fields(reply).balances;
    };
    const usdt = { asset: 'USDT', assetId: 'USDT', assetName: 'USDT' };
    expect(await rows()).toContainEqual({ ...usdt, total: '5000', free: '4899', locked: '101' });
    exchange.clock.advance(2_000);
    expect(await rows()).toContainEqual({ ...usdt, total: '4899', free: '4899', locked: '0' });
  });

  test('may fail, with a reason, and gives the money back', async () => {
    await using exchange = await TestExchange.start({ failedReason: 'KYT_FAILED' });
    await exchange.withdraw();
    exchange.clock.advance(2_000);
    expect(await exchange.list(withdrawOrdersPath)).toMatchObject([
      { status: 'failed', failedReason: 'KYT_FAILED', txId: '', arriveQuantity: '' },
    ]);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5000');
  });

  test('may be as large as the balance less the fee', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.withdraw({ quantity: '4999.000001' })).code).toBe(-4003);
    expect((await exchange.withdraw({ quantity: '4999' })).status).toBe(200);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('0');
  });

  test('takes an EVM address in any case, other addresses only as they are', async () => {
    await using exchange = await TestExchange.start();
    expect((await exchange.withdraw({ address: listedAddress.toLowerCase() })).status).toBe(200);
    const tron = { chainType: 'Tron', clientOrderId: 'b', address: 'TEDB19xLojqFVtL9BDCFvsK9vtU7Ckuhmf' };
    expect((await exchange.withdraw(tron)).status).toBe(200);
    const other = { ...tron, clientOrderId: 'c', address: tron.address.replace('L9B', 'L9b') };
    expect((await exchange.withdraw(other)).code).toBe(-1171);
  });

  test('takes platform and memo and shows them', async () => {
    await using exchange = await TestExchange.start();
    await exchange.withdraw({ platform: 'OKX', memo: '12345' });
    expect(await exchange.list(withdrawOrdersPath)).toMatchObject([{ platform: 'OKX', memo: '12345' }]);
  });

  test.each(['coin', 'chainType', 'address', 'clientOrderId'])('without %s is refused, by name', async (name) => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.post('withdrawal', '/api/v1/account/withdraw', without(usualWithdrawal, name));
    expect(reply.code).toBe('0001');
    expect(reply.text).toContain(name);
  });

  const wrong: readonly (readonly [why: string, params: Params, code: number])[] = [
    ['without a quantity', { quantity: '' }, -1165],
    ['of nothing', { quantity: '0' }, -1168],
    ['of less than nothing', { quantity: '-5' }, -1168],
    ['of a small number as a float writes it', { quantity: '1e-7' }, -1168],
    ['of more decimals than the coin has', { quantity: '10.0000001' }, -1168],
    ['below the minimum', { quantity: '4.999999' }, -1167],
    ['above the maximum', { quantity: '1000000.000001' }, -1166],
    ['of an unknown coin', { coin: 'DOGE' }, -4001],
    ['of fiat', { coin: 'USD' }, -4001],
    ['on a chain by its name in exchangeInfo', { chainType: 'ERC20' }, -1130],
    ['on a chain that the coin is not on', { chainType: 'BTC' }, -1130],
    ['to what is no address', { address: '0x1234' }, -1163],
    ['to an unlisted address', { address: '0x8617E340B3D01FA5F11F306F4090FD50E238070D' }, -1171],
    ['of another coin to an address listed for USDT', { coin: 'ETH', quantity: '0.1' }, -1171],
    ['beyond the balance', { quantity: '5000' }, -4003],
    ['with a memo of 21 characters', { memo: 'x'.repeat(21) }, -5030],
    ['with a memo that is not alphanumeric', { memo: 'a-b' }, -1130],
    ['with a client order id of 65 characters', { clientOrderId: 'x'.repeat(65) }, -5030],
  ];
  test.each(wrong)('%s is refused and moves nothing', async (_why, params, code) => {
    await using exchange = await TestExchange.start();
    const reply = await exchange.withdraw(params);
    expect({ status: reply.status, code: reply.code }).toEqual({ status: 400, code });
    expect(exchange.running.exchange.records.withdrawals).toEqual([]);
    expect(await exchange.free(exchange.custody, 'USDT')).toBe('5000');
  });
});

describe('a repeated client order id', () => {
  test('is refused even after the first withdrawal failed', async () => {
    await using exchange = await TestExchange.start({ failedReason: 'ONCHAIN_FAILED' });
    await exchange.withdraw();
    exchange.clock.advance(2_000);
    expect((await exchange.withdraw()).code).toBe(-1024);
  });

  test('can be answered again', async () => {
    await using exchange = await TestExchange.start({ duplicates: 'replay' });
    const first = await exchange.withdraw();
    expect((await exchange.withdraw({ address: listedAddress.toLowerCase() })).text).toBe(first.text);
    expect(exchange.running.exchange.records.withdrawals).toHaveLength(1);
  });

  test('does not clash with that of a transfer', async () => {
    await using exchange = await TestExchange.start();
    await exchange.transfer({ clientOrderId: 'invoice-1' });
    expect((await exchange.withdraw()).status).toBe(200);
  });
});
