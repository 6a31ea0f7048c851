import { describe, expect, test } from '@jest/globals';
import { signOff } from '../../../functions/reports/months/sign-off.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { signedAmount } from '../../../functions/shared/core/signed-amount.ts';
import type { MonthClose } from '../../../functions/shared/ledger/store/month-closes.ts';
import { buildMonth, datesOf, type MonthSource } from '../../../functions/shared/statements/close/build-month.ts';
import { contentDigest } from '../../../functions/shared/statements/close/close-document.ts';
import { needsNote } from '../../../functions/shared/statements/close/month-books.ts';
import { obstaclesOf } from '../../../functions/shared/statements/close/month-content.ts';
import { recentMonths } from '../../../functions/shared/statements/close/recent-months.ts';
import type { StatementRow } from '../../../functions/shared/statements/statement.ts';
import { noon } from '../../support/clock.ts';
import { acmeAddress } from '../../support/instructions.ts';
import { laterEpoch, person } from '../../support/people.ts';
import { coinTotal, statementRow } from '../../support/statements.ts';

const instruction = { id: 'inv-1', kind: 'withdrawal', requestedBy: 'alice@example.com', approvedBy: [] };
const paid = (changes: Partial<StatementRow> = {}) =>
  statementRow({
    id: '2',
    type: 'withdraw',
    amount: signedAmount('-30'),
    fee: amount('1'),
    counterparty: acmeAddress,
    instruction,
    ...changes,
  });
const { instruction: _ours, ...unpaid } = paid({ id: '3' });
const note = { row: '3', text: 'a refund', by: 'alice@example.com', at: noon };

/** November of custody: watched from the 2nd, with rows on the 3rd. */
function sourceWith(
  changes: Partial<MonthSource> = {},
  rows: readonly StatementRow[] = [paid(), paid(), unpaid],
): MonthSource {
  return {
    day: async (_account, date) => {
      const day = Number(date.slice(8));
      const own = day === 3 ? rows : [];
      return {
        state: day < 2 ? 'missing' : 'complete',
        isFirst: day === 2,
        digest: date,
        coins: day < 2 ? [] : [coinTotal('USDT', day <= 3 ? '100' : '7', own)],
        rows: async function* () {
          yield own;
        },
      };
    },
    notes: async (_account, date) => (date === '2026-11-03' ? [note] : []),
    ...changes,
  };
}

const built = (source = sourceWith()) => buildMonth(source, '2026-11', ['custody']);
const stampOf = (name: string) => ({ ...person(`${name}@example.com`), at: noon });
const open: MonthClose = { signOffs: [] };

describe('a month', () => {
  test('comes to its totals by coin, type and destination, its fees and its balances', async () => {
    const { content } = await built();
    expect(content.totals).toEqual([
      { coin: 'USDT', type: 'withdraw', destination: acmeAddress, amount: '-90', movements: 3 },
    ]);
    expect(content.fees).toEqual([{ coin: 'USDT', amount: '3' }]);
    expect(content.balances).toEqual([
      { account: 'custody', coin: 'USDT', opening: '100', closing: '7', difference: '0' },
    ]);
    expect(content.unexplained).toMatchObject([{ id: '3', date: '2026-11-03', notes: [{ text: 'a refund' }] }]);
  });

  test('misses no day before the account was watched, and every other', async () => {
    const { content } = await built();
    expect(content.days).toHaveLength(30);
    expect(content.days.slice(0, 2).map(({ state }) => state)).toEqual(['before-first', 'complete']);
    expect(obstaclesOf(content)).toEqual([]);
    const { day } = sourceWith();
    const gap = await built(
      sourceWith({
        day: async (account, date) => {
          const found = await day(account, date);
          return date.endsWith('-09') ? { ...found, state: 'missing', coins: [] } : found;
        },
      }),
    );
    expect(obstaclesOf(gap.content)).toEqual(['custody.2026-11-09 is missing']);
  });

  test('names what changed while a day was lost, and from one day to the next', async () => {
    const { day } = sourceWith();
    const found = await built(
      sourceWith({
        day: async (account, date) => {
          const each = await day(account, date);
          if (date.endsWith('-20')) return { ...each, state: 'lost', coins: [] };
          if (date < '2026-11-20') return each;
          if (date.endsWith('-30')) return { ...each, coins: [] };
          return { ...each, coins: [coinTotal('USDT', '5.5', []), coinTotal('BTC', '2', [])] };
        },
      }),
    );
    // -90 and fees of 3 from 100, 7 - 7 on the 4th, 5.5 - 7 over the lost day, and nothing on the last one.
    expect(found.content.balances).toEqual([
      { account: 'custody', coin: 'BTC', opening: '0', closing: '0', difference: '0' },
      { account: 'custody', coin: 'USDT', opening: '100', closing: '0', difference: '-7' },
    ]);
  });

  test('is not explained where a movement that takes a note has none', async () => {
    const { content } = await built(sourceWith({ notes: async () => [] }));
    expect(obstaclesOf(content)).toEqual(['the movement 3 of custody.2026-11-03 has no note']);
  });

  test('has the days of its calendar', () => {
    expect([datesOf('2027-02').length, datesOf('2028-02').at(-1)]).toEqual([28, '2028-02-29']);
    expect(recentMonths(noon).slice(-2)).toEqual(['2026-09', '2026-10']);
    // In Hong Kong it is December, and its November may be complete.
    expect(recentMonths(Date.parse('2026-11-30T18:30:00Z')).at(-1)).toBe('2026-11');
  });
});

test.each<[string, StatementRow, boolean]>([
  ['a payment of ours', paid(), false],
  ['a payment of nobody', statementRow({ type: 'withdraw' }), true],
  ['a trade', statementRow({ type: 'trade' }), false],
  ['a deposit at an address of ours', statementRow({ depositAddress: acmeAddress }), false],
  ['a deposit of which that is not known', statementRow(), true],
  ['a reversal', statementRow({ type: 'reversal' }), true],
])('%s takes a note: %s', (_what, row, takes) => {
  expect(needsNote(row)).toBe(takes);
});

describe('the sign-off of a month', () => {
  test('takes two people who saw the same', async () => {
    const month = await built();
    const digest = contentDigest(month.content);
    const first = signOff(open, month, digest, stampOf('bob'));
    expect(first).toMatchObject({ signOffs: [{ by: 'bob@example.com', digest }] });
    expect(signOff(first, month, digest, stampOf('BOB'))).toBe(first);
    const second = signOff(first, month, digest, stampOf('carol'));
    expect(second.frozen).toEqual({ digest, accounts: ['custody'], notes: { 'custody.2026-11-03': 1 } });
    expect(signOff(second, month, digest, stampOf('bob'))).toBe(second);
    expect(() => signOff(second, month, digest, stampOf('dora'))).toThrow('does not change any more');
  });

  test('of something else is refused, and says what changed', async () => {
    const month = await built();
    const first = signOff(open, month, contentDigest(month.content), stampOf('bob'));
    const later = await built(sourceWith({ notes: async () => [note, { ...note, text: 'of a supplier' }] }));
    const old = contentDigest(month.content);
    expect(() => signOff(first, later, old, stampOf('carol'))).toThrow('these changed: unexplained.');
    const anew = signOff(first, later, contentDigest(later.content), stampOf('carol'));
    expect(anew).toMatchObject({ signOffs: [{ by: 'carol@example.com' }] });
    expect(anew.frozen).toBeUndefined();
  });

  test('of people who are named in two ways is that of one', async () => {
    const month = await built();
    const digest = contentDigest(month.content);
    const first = signOff(open, month, digest, stampOf('bob'));
    const renamed = signOff(first, month, digest, { ...person('id-carol', laterEpoch), at: noon });
    expect(renamed.signOffs.map(({ by }) => by)).toEqual(['id-carol']);
  });

  test('is refused while something is open', async () => {
    const month = await built(sourceWith({ notes: async () => [] }));
    expect(() => signOff(open, month, contentDigest(month.content), stampOf('bob'))).toThrow('has no note');
  });
});
