import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../functions/shared/core/amount.ts';
import type { ExchangeRecord } from '../../../../functions/shared/matching/exchange-record.ts';
import { matchRecords } from '../../../../functions/shared/matching/match-records.ts';
import { noon } from '../../../support/clock.ts';
import { acmeAddress, withdrawal } from '../../../support/instructions.ts';

const id = 'inv-2026-0042';
const line = (changes: Partial<ExchangeRecord> = {}): ExchangeRecord => ({
  exchangeOrderId: 'W1',
  time: noon,
  coin: 'USDT',
  quantity: amount('1250.5'),
  address: acmeAddress,
  status: 'successful',
  marks: [id],
  labels: [id],
  ...changes,
});

describe('two lines of one order', () => {
  test.each([
    ['successful', 'failed'],
    ['failed', 'successful'],
    ['canceled', 'successful'],
    ['successful', 'return'],
  ])('that say %s and %s are doubt, for people', (first, second) => {
    const match = matchRecords(withdrawal(), undefined, [line({ status: first }), line({ status: second })]);
    expect(match).toMatchObject({ kind: 'mismatch', fields: ['status'] });
  });

  test('are as far as the further one, where the other is on its way', () => {
    const both = [line({ status: 'withdrawing' }), line()];
    expect(matchRecords(withdrawal(), undefined, both)).toMatchObject({ kind: 'settled' });
    expect(matchRecords(withdrawal(), undefined, both.toReversed())).toMatchObject({ kind: 'settled' });
  });

  test('have not failed while one of them is on its way', () => {
    const both = [line({ status: 'failed' }), line({ status: 'withdrawing' })];
    expect(matchRecords(withdrawal(), undefined, both)).toMatchObject({ kind: 'found' });
  });
});

describe('an order that was accepted as W1', () => {
  test('is believed by its order id, whatever it carries', () => {
    expect(matchRecords(withdrawal(), 'W1', [line({ marks: [], labels: [] })])).toMatchObject({ kind: 'settled' });
  });

  test('is doubt beside another one under our id', () => {
    const other = line({ exchangeOrderId: 'W2' });
    expect(matchRecords(withdrawal(), 'W1', [line(), other])).toMatchObject({ kind: 'mismatch', fields: ['count'] });
  });

  test('is doubt where only another one is under our id', () => {
    const other = line({ exchangeOrderId: 'W2' });
    expect(matchRecords(withdrawal(), 'W1', [other])).toMatchObject({ kind: 'mismatch', fields: ['count'] });
  });
});
