import { describe, expect, test } from '@jest/globals';
import { readUnderWay } from '../../../functions/reports/balances/read-under-way.ts';
import { type BalancesPicture, balancesView } from '../../../functions/reports/balances/view.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { moneyStatuses } from '../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { approved, custodyAccount, payout, tradingAccount, transfer, withdrawal } from '../../support/instructions.ts';

const second = 1_000;
const now = noon + 90 * second;
const balance = (free: string, locked = '0') => ({
  free: amount(free),
  locked: amount(locked),
  total: amount(free),
});
const chains = [{ chain: 'ETH', fee: amount('1'), minimum: amount('5'), isOpen: true }];

function picture(instructions: readonly Instruction[], changes: Partial<BalancesPicture> = {}): BalancesPicture {
  const last = { readAt: noon, unreadable: [] };
  return {
    accounts: [
      { account: 'trading', accountId: tradingAccount, last: { ...last, coins: { USDT: balance('500') } } },
      { account: 'custody', accountId: custodyAccount, last: { ...last, coins: { USDT: balance('3000') } } },
    ],
    coins: ['USDT'],
    underWay: { instructions, isComplete: true, corrupt: [] },
    readings: {
      accounts: { readAt: noon, value: { withdrawal: custodyAccount } },
      terms: { readAt: noon, value: [{ coin: 'USDT', isOpen: true, chains }] },
    },
    ...changes,
  };
}

const usdtOf = (shown: ReturnType<typeof balancesView>, account: string) =>
  shown.accounts.find((each) => each.account === account)?.coins.find(({ coin }) => coin === 'USDT');

function sentAt(at: number): Instruction {
  const stamp = { at, by: 'test' };
  const sending = startSending(approved(), { timestamp: at, recvWindow: 5_000 }, stamp);
  return recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
}

describe('the balances', () => {
  test('say what is reserved where, and what is left', () => {
    const shown = balancesView(picture([approved(), approved(withdrawal('inv-2')), approved(transfer())]), now);
    expect(usdtOf(shown, 'custody')).toEqual({
      coin: 'USDT',
      known: true,
      free: '3000',
      locked: '0',
      total: '3000',
      reserved: '2503',
      instructions: 2,
      feesUnknown: 0,
      available: '497',
    });
    expect(usdtOf(shown, 'trading')).toMatchObject({ reserved: '100', available: '400' });
    expect(shown).toMatchObject({ complete: true, unassigned: [], accounts: [{ ageSeconds: 90 }, {}] });
  });

  test('say what is reserved and not there', () => {
    const three = ['inv-1', 'inv-2', 'inv-3'].map((id) => approved(withdrawal(id)));
    const shown = balancesView(picture(three), now);
    expect(usdtOf(shown, 'custody')).toMatchObject({ reserved: '3754.5', available: '0', lacking: '754.5' });
  });

  test.each([
    ['before the balance was read', noon - 1, '0'],
    ['after it', noon + 1, '1251.5'],
  ])('count a payment that the exchange took %s as %s: %s', (_when, at, reserved) => {
    expect(usdtOf(balancesView(picture([sentAt(at)]), now), 'custody')).toMatchObject({ reserved });
  });

  test('count the fee that nobody knows, and say so', () => {
    const { terms: _old, ...readings } = picture([]).readings;
    const shown = balancesView(picture([approved()], { readings }), now);
    expect(usdtOf(shown, 'custody')).toMatchObject({ reserved: '1250.5', feesUnknown: 1 });
  });

  test('name the payments of which nobody knows from where they leave', () => {
    const shown = balancesView(picture([approved(payout())]), now);
    expect(shown.unassigned).toEqual([
      { instructionId: 'payroll-2026-11', kind: 'fiat-withdrawal', coin: 'USD', quantity: '1250.5' },
    ]);
  });

  test('show nothing as zero that was not read, and a look that failed with its age', () => {
    const failure = { failedAt: noon + 60 * second, code: 'exchange-unavailable' };
    const accounts = [
      { account: 'trading', accountId: tradingAccount, failure },
      {
        account: 'custody',
        accountId: custodyAccount,
        last: { readAt: noon, coins: {}, unreadable: ['BTC'] },
        failure: { ...failure, failedAt: noon - 1 },
      },
    ];
    const [trading, custody] = balancesView(picture([], { accounts }), now).accounts;
    expect(trading).toEqual({
      account: 'trading',
      accountId: tradingAccount,
      failed: { at: '2026-11-20T10:01:00.000Z', ageSeconds: 30, code: 'exchange-unavailable' },
      coins: [{ coin: 'USDT', known: false, reserved: '0', instructions: 0, feesUnknown: 0 }],
    });
    expect(custody).not.toHaveProperty('failed');
    expect(custody?.coins).toMatchObject([
      { coin: 'BTC', known: false },
      { coin: 'USDT', known: false },
    ]);
  });
});

describe('what is under way', () => {
  const one = approved();

  test('is looked for by each status that has money in it, and counted once', async () => {
    const asked: string[] = [];
    const found = await readUnderWay({
      listByStatus: async (status) => {
        asked.push(status);
        return { instructions: [one], corrupt: [] };
      },
    });
    expect(asked.toSorted()).toEqual(moneyStatuses.toSorted());
    expect(found).toEqual({ instructions: [one], isComplete: true, corrupt: [] });
  });

  test('is not complete where there is more than one answer looks at', async () => {
    const endless = { listByStatus: async () => ({ instructions: [one], corrupt: [], next: { pk: 'more' } }) };
    expect((await readUnderWay(endless)).isComplete).toBe(false);
  });
});
