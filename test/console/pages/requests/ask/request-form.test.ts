import { describe, expect, test } from '@jest/globals';
import { fundingChoices } from '../../../../../console/pages/requests/ask/funding-choices.ts';
import { emptyForm, formFlaws, requestBody } from '../../../../../console/pages/requests/ask/request-form.ts';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { parseRequestBody } from '../../../../../functions/withdrawal-request/withdrawal-request.ts';
import { bankDestination, cryptoDestination } from '../destination-fixture.ts';

const filled = { ...emptyForm, destination: 'acme-usdt-eth', quantity: '12.5', instructionId: 'inv-1' };

describe('the form of a payment', () => {
  test('lacks what is not filled in', () => {
    expect(formFlaws(emptyForm)).toEqual({ destination: 'none', quantity: 'empty', instructionId: 'empty' });
    expect(formFlaws(filled)).toEqual({});
  });

  test.each([
    ['-inv', 'form'],
    ['inv 1', 'form'],
    ['x'.repeat(65), 'form'],
    ['inv.funding', 'reserved'],
  ])('says what is wrong with the id %s', (instructionId, flaw) => {
    expect(formFlaws({ ...filled, instructionId })).toEqual({ instructionId: flaw });
  });

  test('leaves room in the id for what is moved first', () => {
    const instructionId = 'x'.repeat(57);
    expect(formFlaws({ ...filled, instructionId })).toEqual({});
    expect(formFlaws({ ...filled, instructionId, fundFrom: 'trading' })).toEqual({ instructionId: 'too-long-to-fund' });
  });

  test('says where in a note something cannot be seen', () => {
    expect(formFlaws({ ...filled, note: 'ab\u200bc' }).note).toMatchObject({ why: 'hidden', character: { place: 3 } });
    expect(formFlaws({ ...filled, note: 'x'.repeat(257) }).note).toEqual({ why: 'too-long', length: 257 });
  });

  test.each([
    ['an address', cryptoDestination(), { coin: 'USDT', chain: 'ETH', fundFrom: 'trading' }],
    ['a bank account', bankDestination, { kind: 'fiat-withdrawal', coin: 'USD' }],
  ])('becomes what the API takes for %s', (_what, destination, expected) => {
    const body = requestBody({ ...filled, note: 'invoice 1', fundFrom: 'trading' }, destination);
    expect(body).toMatchObject({ instructionId: 'inv-1', destination: destination.id, quantity: '12.5', ...expected });
    expect(parseRequestBody(body, 'alice@example.com')).toMatchObject({ note: 'invoice 1' });
  });
});

describe('what a payment can be funded from', () => {
  const funding = { to: 'custody', from: ['trading'], maxPerTransfer: { USDT: amount('1000') } };

  test('is what the policy names for its coin', () => {
    expect(fundingChoices(funding, cryptoDestination())).toEqual({ accounts: ['trading'], most: '1000' });
  });

  test.each([
    ['without a rule', undefined, cryptoDestination()],
    ['for another coin', funding, cryptoDestination({ coin: 'BTC' })],
    ['for a coin by the name of a method', funding, cryptoDestination({ coin: 'constructor' })],
    ['for a bank account', funding, bankDestination],
    ['before a destination is picked', funding, undefined],
  ])('is nothing %s', (_when, rule, destination) => {
    expect(fundingChoices(rule, destination)).toBeUndefined();
  });
});
