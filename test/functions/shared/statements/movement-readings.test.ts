import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { fundMovementSchema } from '../../../../functions/shared/exchange/endpoints/fund-movement.ts';
import { readingsOf } from '../../../../functions/shared/statements/movement-readings.ts';

/* How a row of the fund statement is read, from its JSON as the exchange writes it (exchange-api.md 3.13, A35). */

const ours = '1649292498437183232';
const common = { id: '1', orderId: 'O1', transactTime: '1700000000000', accountId: ours, fee: '0.5' };
const crypto = { ...common, type: 'Deposit', netVaAmount: '10', vaCcy: 'USDT', feeCcy: 'USDT' };
const fiat = { ...common, type: 'fiatWithdraw', netFiatAmount: '10', fiatCcy: 'USD', feeCcy: 'USD' };
const transfer = {
  ...{ id: '1', orderId: 'O1', transactTime: '1700000000000', type: 'Transfer' },
  ...{ fromAccountId: ours, toAccountId: '2', netTransferAmount: '10', transferCcy: 'USDT' },
};

const read = (row: unknown) =>
  readingsOf(v.parse(fundMovementSchema, row), ours).map((changes) =>
    changes.map(({ coin, amount, fee, feeCoin }) => `${coin} ${amount} fee ${fee} ${feeCoin}`),
  );
const assumed = (row: unknown) => read(row)[0];

describe('a row', () => {
  test.each([
    ['a deposit is shown after its fee', crypto, ['USDT 10.5 fee 0.5 USDT']],
    ['a withdrawal takes its fee on top', { ...crypto, type: 'Withdraw' }, ['USDT -10 fee 0.5 USDT']],
    ['so does a payment to a bank', fiat, ['USD -10 fee 0.5 USD']],
    ['a fee may be in another coin', { ...crypto, feeCcy: 'HSK' }, ['USDT 10 fee 0.5 HSK']],
    ['no fee is zero', { ...crypto, fee: '' }, ['USDT 10 fee 0 USDT']],
    ['an exponent is a decimal', { ...crypto, netVaAmount: '1e-7', fee: null }, ['USDT 0.0000001 fee 0 USDT']],
    ['a transfer out', transfer, ['USDT -10 fee 0 USDT']],
    ['a transfer in', { ...transfer, fromAccountId: '2', toAccountId: ours }, ['USDT 10 fee 0 USDT']],
    ['a refund leaves', { ...crypto, type: 'Refund', orderId: 'refund_D1' }, ['USDT -10 fee 0.5 USDT']],
    ['a reversal of a deposit leaves', { ...crypto, type: 'reversal', orderId: 'D1' }, ['USDT -10 fee 0.5 USDT']],
    ['of a withdrawal comes back', { ...crypto, type: 'reversal', orderId: 'W1' }, ['USDT 10 fee 0.5 USDT']],
    ['a minus takes', { ...crypto, netVaAmount: '-10' }, ['USDT -10 fee 0.5 USDT']],
  ])('%s', (_, row, expected) => {
    expect(assumed(row)).toEqual(expected);
  });

  test.each([
    [{ ...transfer, toAccountId: ours }],
    [{ ...transfer, fromAccountId: '3' }],
    [{ ...crypto, accountId: '2' }],
  ])('of another account, or of one with itself, changes nothing', (row) => {
    expect(read(row)).toEqual([]);
  });
});

describe('a trade', () => {
  const trade = { ...crypto, type: 'trade', vaCcy: 'BTC', feeCcy: 'BTC', symbol: 'BTCUSDT' };

  test('in one row has both coins', () => {
    const bought = { ...trade, side: 'BUY', quoteAmount: '30' };
    expect(assumed(bought)).toEqual(['BTC 10 fee 0.5 BTC', 'USDT -30 fee 0 USDT']);
    expect(assumed({ ...bought, side: 'SELL' })).toEqual(['BTC -10 fee 0.5 BTC', 'USDT 30 fee 0 USDT']);
  });

  test('in a row for each coin goes both ways', () => {
    const paid = { ...trade, vaCcy: 'USDT', feeCcy: 'USDT' };
    expect(assumed({ ...trade, side: 'BUY' })).toEqual(['BTC 10 fee 0.5 BTC']);
    expect(assumed({ ...paid, side: 'BUY' })).toEqual(['USDT -10 fee 0.5 USDT']);
    expect(assumed({ ...paid, side: 'SELL' })).toEqual(['USDT 10 fee 0.5 USDT']);
  });

  test('of which one coin cannot be told is no row', () => {
    expect(v.safeParse(fundMovementSchema, { ...trade, symbol: 'ODD', quoteAmount: '30' }).success).toBe(false);
  });
});

test.each([
  [{ ...crypto, netVaAmount: 'ten' }],
  [{ ...crypto, fee: 'none' }],
  [{ ...crypto, transactTime: '1700000000' }],
  [{ ...crypto, type: 'voucher' }],
])('%j cannot be read, and its money is not guessed', (row) => {
  expect(v.safeParse(fundMovementSchema, row).success).toBe(false);
});
