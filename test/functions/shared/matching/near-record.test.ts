import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../functions/shared/core/amount.ts';
import type { ExchangeRecord } from '../../../../functions/shared/matching/exchange-record.ts';
import { carriesLike, isNear } from '../../../../functions/shared/matching/near-record.ts';
import { noon } from '../../../support/clock.ts';
import { acmeAddress, payout, transfer, withdrawal } from '../../../support/instructions.ts';

const record = (changes: Partial<ExchangeRecord> = {}): ExchangeRecord => ({
  exchangeOrderId: 'W1',
  time: noon,
  coin: 'USDT',
  quantity: amount('1250.5'),
  address: acmeAddress,
  marks: [],
  labels: [],
  ...changes,
});
const labelled = (...labels: string[]) => record({ labels });

describe('a text that is our id', () => {
  const id = 'Inv-2026-0042';
  test.each([
    ['as it is', 'Inv-2026-0042'],
    ['in lower case', 'inv-2026-0042'],
    ['in upper case', 'INV-2026-0042'],
    ['with spaces around it', ' Inv-2026-0042\t'],
    ['with spaces in it', 'Inv-2026- 0042'],
    ['with a space that cannot be seen', 'Inv-2026\u200b-0042'],
    ['in wide letters', 'Ｉｎｖ-2026-0042'],
    ['with its end cut off', 'Inv-2026-00'],
    ['with its end cut off and marked', 'inv-2026…'],
    ['with its end cut off and dotted', 'inv-2026...'],
  ])('%s is like it', (_how, label) => {
    expect(carriesLike(id, labelled('by hand', label))).toBe(true);
  });

  test.each([
    ['of another number', 'Inv-2026-0043'],
    ['with its beginning cut off', '2026-0042'],
    ['of which hardly anything is left', 'Inv'],
    ['that is empty', ''],
    ['of spaces', '   '],
    ['that goes on', 'Inv-2026-00421'],
  ])('%s is not', (_how, label) => {
    expect(carriesLike(id, labelled(label))).toBe(false);
  });
});

describe('a movement of our coin to that address', () => {
  test.each(['1250.5', '1249.5', '0.000001', '900000'])('is near with the quantity %s', (quantity) => {
    expect(isNear(withdrawal(), record({ quantity: amount(quantity) }))).toBe(true);
  });

  test('is near however the exchange spells them', () => {
    expect(isNear(withdrawal(), record({ coin: 'usdt', address: acmeAddress.toLowerCase() }))).toBe(true);
  });

  test('is not near with another coin or to another address', () => {
    expect(isNear(withdrawal(), record({ coin: 'USDC' }))).toBe(false);
    expect(isNear(withdrawal(), record({ address: '0xde709f2102306220921060314715629080e2fb77' }))).toBe(false);
  });

  test('is near for a sweep by the account it goes to', () => {
    const { address } = transfer();
    expect(isNear(transfer(), record({ source: '9', address, quantity: amount('3') }))).toBe(true);
    expect(isNear(transfer(), record({ address: '9' }))).toBe(false);
  });

  test('is near for a payment to a bank by its coin alone: the list names no account', () => {
    expect(isNear(payout(), record({ coin: 'USD', quantity: amount('1') }))).toBe(true);
  });
});
