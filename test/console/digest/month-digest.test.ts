import { describe, expect, test } from '@jest/globals';
import { monthDigest } from '../../../console/digest/month-digest.ts';
import { monthView } from '../../../functions/reports/months/view.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { signedAmount } from '../../../functions/shared/core/signed-amount.ts';
import type { MonthContent } from '../../../functions/shared/statements/close/month-content.ts';
import { noon } from '../../support/clock.ts';

const content: MonthContent = {
  month: '2026-11',
  accounts: ['custody', 'trading'],
  days: [
    { account: 'custody', date: '2026-11-01', state: 'complete', digest: 'a'.repeat(64) },
    { account: 'custody', date: '2026-11-02', state: 'missing' },
    { account: 'trading', date: '2026-11-01', state: 'before-first' },
  ],
  balances: [
    {
      ...{ account: 'custody', coin: 'USDT', opening: amount('1'), closing: amount('1250.5') },
      difference: signedAmount('-0.5'),
    },
  ],
  totals: [{ coin: 'USDT', type: 'deposit', destination: '', amount: signedAmount('5'), movements: 2 }],
  fees: [{ coin: 'USDT', amount: amount('1') }],
  unexplained: [
    {
      ...{ account: 'custody', date: '2026-11-01', id: '104', time: noon, type: 'deposit', coin: 'USDT' },
      amount: signedAmount('5'),
      notes: [{ text: 'rent “März”', by: 'alice@example.com', at: noon + 1 }],
    },
  ],
};

const shown = monthView({ signOffs: [] }, content);

describe('the digest of a month as it is shown', () => {
  test("is the treasury's", async () => {
    expect(await monthDigest(shown)).toBe(shown.digest);
  });

  test('is another one where the page shows another balance or another note', async () => {
    const [balance] = shown.balances;
    const [row] = shown.unexplained;
    if (balance === undefined || row === undefined) throw new TypeError('the month has a balance and a movement');
    const balances = [{ ...balance, difference: '0' }];
    const unexplained = [{ ...row, notes: [] }];
    expect(await monthDigest({ ...shown, balances })).not.toBe(shown.digest);
    expect(await monthDigest({ ...shown, unexplained })).not.toBe(shown.digest);
  });
});
