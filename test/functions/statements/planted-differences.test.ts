import { describe, expect, test } from '@jest/globals';
import { type Amount, amount, zero } from '../../../functions/shared/core/amount.ts';
import { signedAmount } from '../../../functions/shared/core/signed-amount.ts';
import type { EntryMovement } from '../../../functions/shared/exchange/endpoints/fund-movement.ts';
import { boundsOf, dayMs } from '../../../functions/shared/statements/day.ts';
import { linesOf } from '../../../functions/shared/statements/lines.ts';
import { parseStatement } from '../../../functions/shared/statements/parse-lines.ts';
import { type PlayedMonth, playMonth } from './play-month.ts';
import { hour, type Month, type TrueMovement } from './statement-month.ts';

/* Months with one thing planted in them: what the statements must say of it, and whom they must tell. */

const first = boundsOf('2026-11-01', '+08:00').from;
/** Hours after the beginning of 4 November. */
const at = (hours: number) => boundsOf('2026-11-04', '+08:00').from + hours * hour;

interface Planted {
  readonly id: number;
  readonly hours: number;
  /** In hundredths, as it truly was. */
  readonly change: number;
  /** As the row says it, in hundredths. Without a sign. */
  readonly shown?: number;
  readonly fee?: number;
  readonly balance?: number;
  /** Never, where nothing is said of a missing one. */
  readonly visibleAfter?: number;
  readonly type?: EntryMovement['type'];
}

const hundredths = (value: number): Amount => amount((value / 100).toFixed(2));

function movementOf({ id, hours, change, shown, fee = 0, balance, visibleAfter = 0, type }: Planted): TrueMovement {
  const kind = type ?? (change < 0 ? 'withdraw' : 'deposit');
  const row: EntryMovement = {
    ...{ form: 'entry', id: String(id), type: kind, time: at(hours), coin: 'USDT', exchangeOrderId: `O${id}` },
    amount: signedAmount(hundredths(shown ?? Math.abs(change) - fee)),
    ...{ fee: fee === 0 ? zero : hundredths(fee), feeCoin: 'USDT' },
    ...(balance === undefined ? {} : { balanceAfter: hundredths(balance) }),
  };
  return { shown: row, changes: new Map([['USDT', change]]), visibleAt: at(hours) + visibleAfter };
}

const never = Number.POSITIVE_INFINITY;

/** An account with 100 USDT, looked at every six hours for eleven days. */
function monthOf(planted: readonly Planted[], changes: Partial<Month> = {}): Month {
  return {
    movements: planted.map(movementOf).toSorted((a, b) => a.shown.time - b.shown.time),
    opening: new Map([['USDT', 10_000]]),
    ...{ offset: '+08:00', pageMax: 1_000, repeats: false },
    runs: Array.from({ length: 44 }, (_, each) => first + dayMs + (3 + each * 6) * hour),
    ...changes,
  };
}

const statement = ({ objects }: PlayedMonth, date: string) => {
  const found = parseStatement(objects.get(`statements/custody/${date}.jsonl`) ?? '');
  if (found.kind === 'lost') throw new Error(`${date} is lost`);
  return found;
};
const differences = (played: PlayedMonth, date: string) =>
  statement(played, date).coins.flatMap(({ coin, difference }) => (difference === '0' ? [] : [[coin, difference]]));
const remarks = (played: PlayedMonth, code: string) =>
  [...played.objects.keys()].flatMap((key) =>
    statement(played, key.slice(-16, -6)).remarks.flatMap((remark) =>
      remark.code === code ? [[key.slice(-16, -6), remark.date, remark.rowId, remark.amount]] : [],
    ),
  );
const told = ({ events }: PlayedMonth) =>
  events.flatMap(({ detailType, detail }) =>
    detailType === 'StatementDifference' ? [[detail.date, detail.state]] : [],
  );

describe('a row that shows late', () => {
  test.each([
    ['an hour', hour, []],
    ['a day', dayMs, []],
    // The last look that may still change the day is an hour later.
    ['four days', 4 * dayMs, []],
    // Written without it by then, and said by the day that is made next.
    ['four days and a half', 4.5 * dayMs, [['2026-11-08', '2026-11-04', '1', '5']]],
    ['six days', 6 * dayMs, [['2026-11-09', '2026-11-04', '1', '5']]],
  ])('by %s is never lost from sight', async (_, visibleAfter, late) => {
    const played = await playMonth(monthOf([{ id: 1, hours: 2, change: 500, visibleAfter }]));
    expect(remarks(played, 'late-row')).toEqual(late);
    expect(differences(played, '2026-11-04')).toEqual(late.length === 0 ? [] : [['USDT', '5']]);
  });

  test('although its day balanced is told to people too, once', async () => {
    // The account never had it: the row is the exchange's mistake.
    const wrong = { id: 7, hours: 2, change: 0, shown: 900, type: 'deposit', visibleAfter: 2.5 * dayMs } as const;
    const played = await playMonth(monthOf([wrong]));
    expect(remarks(played, 'late-row')).toEqual([['2026-11-06', '2026-11-04', '7', '9']]);
    expect(told(played)).toEqual([['2026-11-06', 'complete']]);
  });
});

describe('what looks as if it balanced', () => {
  test('two missing rows that cancel each other are told by the balances between', async () => {
    const played = await playMonth(
      monthOf([
        { id: 1, hours: 1, change: 500, visibleAfter: never },
        { id: 2, hours: 2, change: 100, balance: 10_600 },
        { id: 3, hours: 3, change: -500, visibleAfter: never },
        { id: 4, hours: 4, change: 100, balance: 10_200 },
      ]),
    );
    expect(remarks(played, 'balance-gap').map(([date, , , amount]) => [date, amount])).toEqual([
      ['2026-11-04', '5'],
      ['2026-11-04', '-5'],
    ]);
    expect(told(played)).toEqual([
      ['2026-11-04', 'provisional'],
      ['2026-11-04', 'complete'],
    ]);
  });

  test('rows that the exchange booked in another order than it dates them are no gap', async () => {
    const played = await playMonth(
      monthOf([
        { id: 2, hours: 1, change: 100, balance: 10_600 },
        { id: 1, hours: 2, change: 500, balance: 10_500 },
      ]),
    );
    expect([differences(played, '2026-11-04'), remarks(played, 'balance-gap'), told(played)]).toEqual([[], [], []]);
  });

  test('a missing row of just the fee of the next one is a difference, and no other way to read that fee', async () => {
    const played = await playMonth(
      monthOf([
        { id: 1, hours: 1, change: 100, visibleAfter: never },
        { id: 2, hours: 2, change: -600, fee: 100, balance: 9_500 },
      ]),
    );
    expect(differences(played, '2026-11-04')).toEqual([['USDT', '1']]);
    expect(told(played)).toEqual([
      ['2026-11-04', 'provisional'],
      ['2026-11-04', 'complete'],
    ]);
  });

  test('a fee that every row has within its amount is read so', async () => {
    const played = await playMonth(
      monthOf([
        { id: 1, hours: 1, change: -500, shown: 500, fee: 100, balance: 9_500 },
        { id: 2, hours: 2, change: -500, shown: 500, fee: 100, balance: 9_000 },
      ]),
    );
    expect([differences(played, '2026-11-04'), told(played)]).toEqual([[], []]);
    expect(remarks(played, 'fee-by-balance')).toEqual([['2026-11-04', undefined, '1', '2']]);
  });
});

describe('an object that somebody put where a statement comes', () => {
  const truth = monthOf([{ id: 1, hours: 2, change: 500 }]);

  test.each([
    ['without the rows', (text: string) => text.replace(/^\{"kind":"row".*\n/m, '').replace('"rows":1', '"rows":0')],
    ['with another amount', (text: string) => text.replaceAll('"amount":"5"', '"amount":"6"')],
    ['with other sums', (text: string) => text.replace('"movements":"5"', '"movements":"0"')],
  ])('%s is not taken for ours', async (_, change) => {
    const { objects } = await playMonth(truth);
    const key = 'statements/custody/2026-11-04.jsonl';
    const forged = change(objects.get(key) ?? '');
    expect(forged).not.toBe(objects.get(key));
    const played = await playMonth(truth, new Map([[key, forged]]));
    expect(played.events.map(({ detailType }) => detailType)).toContain('StatementChainBroken');
    expect([...played.objects.keys()].at(-1)).not.toContain('2026-11-05');
  });

  test('that is our own of a crashed run is gone on with', async () => {
    const { objects } = await playMonth(truth);
    const key = 'statements/custody/2026-11-04.jsonl';
    const own = parseStatement(objects.get(key) ?? '');
    const played = await playMonth(truth, new Map([[key, linesOf(own)]]));
    expect(played.objects).toEqual(objects);
  });
});
