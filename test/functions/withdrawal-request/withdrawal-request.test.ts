import { describe, expect, test } from '@jest/globals';
import { parseRequestBody, parseRequestEvent } from '../../../functions/withdrawal-request/withdrawal-request.ts';

const common = { instructionId: 'payroll-2026-11', quantity: '1250.50' };
const crypto = { ...common, destination: 'acme-usdt-eth', coin: 'USDT', chain: 'ETH' };
const fiat = { ...common, kind: 'fiat-withdrawal', destination: 'house-bank-usd', coin: 'USD' };
const user = 'alice@example.com';

describe.each([
  ['over HTTP', (fields: object) => parseRequestBody(fields, user)],
  ['on the bus', (fields: object) => parseRequestEvent({ ...fields, requestedBy: user })],
])('a request %s', (_how, parse) => {
  test('that says nothing of its kind is a withdrawal to an address', () => {
    expect(parse(crypto)).toEqual({ ...crypto, kind: 'withdrawal', quantity: '1250.5', requestedBy: user });
    expect(parse({ ...crypto, kind: 'withdrawal' })).toEqual(parse(crypto));
  });

  test('for a bank account has no chain', () => {
    expect(parse(fiat)).toEqual({ ...fiat, quantity: '1250.5', requestedBy: user });
    expect(parse({ ...fiat, coin: 'HKD', note: 'November', taskToken: 't' })).toMatchObject({ coin: 'HKD' });
  });

  test('may name an account to fund it from', () => {
    expect(parse({ ...crypto, fundFrom: 'trading' })).toMatchObject({ fundFrom: 'trading' });
  });

  test('for a bank account may not', () => {
    expect(() => parse({ ...fiat, fundFrom: 'trading' })).toThrow(
      'fundFrom: is not taken for a payment to a bank, whose fee nothing tells beforehand; expected no fundFrom:',
    );
  });

  test.each([
    ['without a chain', { ...common, destination: 'acme-usdt-eth', coin: 'USDT' }, 'chain', 'is missing'],
    ['to a bank account with a chain', { ...fiat, chain: 'ETH' }, 'chain', 'unknown field'],
    ['to a bank account of a coin', { ...fiat, coin: 'USDT' }, 'coin', 'is unknown'],
    ['of a sweep', { ...crypto, kind: 'asset-transfer' }, 'kind', 'is unknown'],
    ['of no kind', { ...crypto, kind: null }, 'kind', 'is null'],
    ['that names the bank account', { ...fiat, address: '0128750123456' }, 'address', 'unknown field'],
  ])('%s is refused with its field', (_what, fields, field, reason) => {
    expect(() => parse(fields)).toThrow(
      expect.objectContaining({ flaws: [expect.objectContaining({ field, reason })] }),
    );
  });
});
