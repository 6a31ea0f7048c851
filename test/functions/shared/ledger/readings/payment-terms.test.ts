import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import type { ExchangeReadings } from '../../../../../functions/shared/ledger/readings/exchange-readings.ts';
import {
  covers,
  type PaymentSubject,
  sourceBalance,
  termsFor,
} from '../../../../../functions/shared/ledger/readings/payment-terms.ts';
import { noon } from '../../../../support/clock.ts';

const onEth = { chain: 'ETH', fee: amount('1'), minimum: amount('5'), isOpen: true };
const readings: ExchangeReadings = {
  terms: {
    readAt: noon,
    value: [
      { coin: 'USDT', isOpen: true, chains: [onEth, { ...onEth, chain: 'Tron', isOpen: false }] },
      { coin: 'BTC', isOpen: false, chains: [{ ...onEth, chain: 'BTC' }] },
      { coin: 'USD', isOpen: true, chains: [] },
    ],
  },
  balances: { readAt: noon, value: { withdrawal: { USDT: amount('101'), BTC: amount('0') } } },
};
const payment = (changes: { coin?: string; chain?: string } = {}): PaymentSubject => ({
  kind: 'withdrawal',
  coin: 'USDT',
  chain: 'ETH',
  quantity: amount('100'),
  ...changes,
});
const toBank = { kind: 'fiat-withdrawal', coin: 'USD', quantity: amount('100') } as const;

describe('the terms of a payment', () => {
  test('are those of its coin on its chain', () => {
    expect(termsFor(readings, payment(), noon)).toEqual({ readAt: noon, fee: '1', minimum: '5', isOpen: true });
  });

  test('are closed where the coin is, or the chain', () => {
    expect(termsFor(readings, payment({ chain: 'Tron' }), noon)?.isOpen).toBe(false);
    expect(termsFor(readings, payment({ coin: 'BTC', chain: 'BTC' }), noon)?.isOpen).toBe(false);
  });

  test.each([
    ['of a coin that is not listed', readings, payment({ coin: 'DOGE' }), noon],
    ['on a chain that is not listed', readings, payment({ chain: 'BSC' }), noon],
    ['of a payment to a bank', readings, toBank, noon],
    ['that were never read', {}, payment(), noon],
    ['that were read too long ago', readings, payment(), noon + 3_600_000 + 1],
  ])('%s are not known', (_what, given, subject, now) => {
    expect(termsFor(given, subject, now)).toBeUndefined();
  });
});

describe('a balance', () => {
  test('covers a payment with its fee, exactly', () => {
    const balance = sourceBalance(readings, payment(), noon);
    expect(balance).toEqual({ readAt: noon, free: '101' });
    if (balance === undefined) throw new Error('it is known');
    expect(covers(balance, payment(), termsFor(readings, payment(), noon))).toBe(true);
    expect(covers({ ...balance, free: amount('100.999999') }, payment(), termsFor(readings, payment(), noon))).toBe(
      false,
    );
  });

  test('is compared with the quantity alone where the fee is not known', () => {
    expect(covers({ readAt: noon, free: amount('100') }, toBank, undefined)).toBe(true);
  });

  test.each([
    ['of a coin that could not be read', { kind: 'withdrawal', coin: 'ETH' } as const, noon],
    ['of a name that every object has', { kind: 'withdrawal', coin: 'constructor' } as const, noon],
    ['of an account that is not known', toBank, noon],
    ['that was read too long ago', payment(), noon + 15 * 60_000 + 1],
  ])('%s is not known', (_what, subject, now) => {
    expect(sourceBalance(readings, subject, now)).toBeUndefined();
  });

  test('of a coin that the account has none of is zero', () => {
    expect(sourceBalance(readings, payment({ coin: 'BTC' }), noon)).toEqual({ readAt: noon, free: '0' });
  });
});
