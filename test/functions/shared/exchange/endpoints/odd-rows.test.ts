import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { balances } from '../../../../../functions/shared/exchange/endpoints/balances.ts';
import { depositOrders } from '../../../../../functions/shared/exchange/endpoints/deposit-orders.ts';
import { exchangeInfo } from '../../../../../functions/shared/exchange/endpoints/exchange-info.ts';
import { findBalance } from '../../../../../functions/shared/exchange/find-balance.ts';

const odd = [
  '-1',
  '-0',
  '',
  null,
  '0.123456789012345678901',
  `0.${'0'.repeat(24)}`,
  '1'.repeat(22),
  undefined,
  {},
  'x',
];
const usdt = { asset: 'USDT', total: '7', free: '5', locked: '2' };

describe('balances', () => {
  const read = (...rows: unknown[]) => v.parse(balances.answer, { balances: rows });

  test.each(odd)('with an amount that is %j of another coin are read, and that row is counted', (value) => {
    for (const field of ['total', 'free', 'locked']) {
      const list = read({ ...usdt, asset: 'DOGE', [field]: value }, usdt, null);
      expect(findBalance(list, 'USDT')).toEqual({ coin: 'USDT', total: '7', free: '5', locked: '2' });
      expect(list.unreadable).toEqual([{ coin: 'DOGE' }, {}]);
      expect(() => findBalance(list, 'DOGE')).toThrow('the balance of DOGE is not as documented');
    }
  });

  test('that name no coin may be those of any coin that is not listed', () => {
    const list = read({ ...usdt, asset: null }, usdt);
    expect(findBalance(list, 'USDT')?.free).toBe('5');
    expect(() => findBalance(list, 'BTC')).toThrow('the balance of BTC is missing, and a row names no coin');
  });

  test('of a coin that is not listed are none', () => {
    expect(findBalance(read(usdt), 'BTC')).toBeUndefined();
  });

  test('of a coin that is listed twice are not believed', () => {
    expect(() => findBalance(read(usdt, { ...usdt, free: '1' }), 'USDT')).toThrow('more than once');
  });
});

test.each(odd)('coins and chains with an amount that is %j are left out of exchangeInfo, and counted', (value) => {
  const chain = {
    chainType: 'ERC20',
    withdrawFee: '1',
    minWithdrawQuantity: '2',
    maxWithdrawQuantity: '0',
    allowWithdraw: true,
  };
  const coins = [
    { coinId: 'USDT', chainTypes: [chain, { ...chain, chainType: 'TRC20', withdrawFee: value }] },
    { coinId: 'DOGE', chainTypes: value },
    { coinId: 'BTC', chainTypes: [chain] },
  ];
  const { records, unreadable } = v.parse(exchangeInfo.answer, { coins });
  const chainsOf = (name: string) => records.find(({ coin }) => coin === name)?.chains.map((each) => each.chain);
  expect([chainsOf('USDT'), chainsOf('DOGE'), chainsOf('BTC')]).toEqual([['ERC20'], undefined, ['ERC20']]);
  expect(unreadable).toBe(2);
});

test.each(odd)('a deposit with a quantity that is %j hides no other', (value) => {
  const deposit = {
    depositOrderId: 'D1',
    time: '1763632800000',
    coin: 'USDT',
    address: '0x1',
    quantity: '1',
    statusCode: '4',
  };
  const { records, unreadable } = v.parse(depositOrders.answer, [{ ...deposit, quantity: value }, deposit]);
  expect(records).toMatchObject([{ depositOrderId: 'D1', quantity: '1' }]);
  expect(unreadable).toBe(1);
});
