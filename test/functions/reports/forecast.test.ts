import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { averageMovements, dayMovements } from '../../../functions/reports/forecast/average-movements.ts';
import { forecast } from '../../../functions/reports/forecast/forecast.ts';
import type { ForecastInput, PlannedRun } from '../../../functions/reports/forecast/forecast-input.ts';
import { planRuns, runsMax } from '../../../functions/reports/forecast/plan-runs.ts';
import { parseForecastQuery } from '../../../functions/reports/forecast/query.ts';
import { readMovements } from '../../../functions/reports/forecast/read-movements.ts';
import { add, amount, compare } from '../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { signedAmount } from '../../../functions/shared/core/signed-amount.ts';
import { validate } from '../../../functions/shared/core/validate.ts';
import { type Sweep, sweepSchema } from '../../../functions/shared/ledger/policy/sweep.ts';
import { CorruptItemError } from '../../../functions/shared/ledger/store/errors.ts';
import type { StatementSummary } from '../../../functions/shared/ledger/store/statements.ts';
import { decideSweep } from '../../../functions/shared/ledger/sweeps/decide-sweep.ts';
import type { StatementRow } from '../../../functions/shared/statements/statement.ts';
import { noon } from '../../support/clock.ts';
import { custodyAccount, policyWith } from '../../support/instructions.ts';

const hour = 3_600_000;
const day = 24 * hour;

const sweepOf = (changes: object): Sweep =>
  validate('sweep', sweepSchema, {
    id: 'to-custody',
    coin: 'USDT',
    from: 'trading',
    to: 'custody',
    amount: { above: '100' },
    ...changes,
  });
const runOf = (sweep: Sweep, at: number): PlannedRun => ({
  at,
  isTimeKnown: true,
  sweep,
  decimals: 2,
  isPaused: false,
});
const balance = (account: string, free: string, coin = 'USDT') => ({
  account,
  coin,
  free: amount(free),
  locked: amount('0'),
  total: amount(free),
});
const payment = (id: string, quantity: string, account = 'custody') => ({
  instructionId: instructionId(id),
  account,
  coin: 'USDT',
  amount: amount(quantity),
});

function inputWith(changes: Partial<ForecastInput>): ForecastInput {
  const balances = [balance('trading', '500'), balance('custody', '50')];
  return { now: noon, until: noon + 2 * day, balances, payments: [], runs: [], averages: [], sweeps: [], ...changes };
}

const freeIn = (found: ReturnType<typeof forecast>, account: string) =>
  found.coins.find((each) => each.account === account)?.free;

describe('a forecast', () => {
  test('moves each run at its time by the rule of the sweeps', () => {
    const sweep = sweepOf({ max: '300' });
    const runs = [runOf(sweep, noon + hour), runOf(sweep, noon + day + hour), runOf(sweep, noon + day + 2 * hour)];
    const found = forecast(inputWith({ runs, sweeps: [sweep] }));
    expect(found.runs.map(({ quantity, reason }) => [quantity, reason])).toEqual([
      ['300', undefined],
      ['100', undefined],
      ['0', 'nothing-above-reserve'],
    ]);
    expect(found.coins.map(({ account, days }) => [account, days.map(({ free }) => free)])).toEqual([
      ['trading', ['200', '100']],
      ['custody', ['350', '450']],
    ]);
    expect(found.shortfalls).toEqual([]);
  });

  test('shows of a dry run what its runs write down, and moves nothing', () => {
    const sweep = sweepOf({ dryRun: true });
    const found = forecast(inputWith({ runs: [runOf(sweep, noon + hour)] }));
    const written = decideSweep(sweep, { fromFree: amount('500') }, 2);
    expect(found.runs).toMatchObject([{ quantity: written.quantity, reason: 'dry-run' }]);
    expect(freeIn(found, 'trading')).toBe('500');
  });

  test('names the payment that is not covered, what it lacks, and when it is', () => {
    const sweep = sweepOf({});
    const found = forecast(inputWith({ payments: [payment('inv-1', '120.5')], runs: [runOf(sweep, noon + hour)] }));
    const need = { kind: 'payment', instructionId: 'inv-1' };
    expect(found.shortfalls).toEqual([{ at: noon, account: 'custody', coin: 'USDT', lacking: '70.5', need }]);
    expect(found.paidAt.get('inv-1')).toBe(noon + hour);
    expect(freeIn(found, 'custody')).toBe('329.5');
  });

  test('covers a payment by a transfer of ours that is under way', () => {
    const payments = [payment('inv-1', '120'), { ...payment('sweep-1', '400', 'trading'), to: 'custody' }];
    const found = forecast(inputWith({ payments }));
    expect([...found.paidAt]).toEqual([
      ['sweep-1', noon],
      ['inv-1', noon],
    ]);
    expect(freeIn(found, 'custody')).toBe('330');
  });

  test.each([
    ['is funded from the account that it names', '450', '0', []],
    ['is not, where more is lacking than may be moved', '50', '50', ['350']],
  ])('a payment %s', (_what, most, left, lacking) => {
    const funded = { ...payment('inv-1', '400'), fundedFrom: { account: 'trading', most: amount(most) } };
    const found = forecast(inputWith({ payments: [funded] }));
    expect(freeIn(found, 'custody')).toBe(left);
    expect(found.shortfalls.map((each) => each.lacking)).toEqual(lacking);
  });

  test('names a reserve that is broken, and the moment', () => {
    const averages = [{ account: 'trading', coin: 'USDT', perDay: signedAmount('-300') }];
    const found = forecast(inputWith({ averages, sweeps: [sweepOf({})] }));
    const common = { at: noon + 2 * day, account: 'trading', coin: 'USDT', lacking: '100' };
    expect(found.shortfalls).toEqual([
      { ...common, need: { kind: 'average-day' } },
      { ...common, need: { kind: 'reserve', sweepId: 'to-custody' } },
    ]);
    expect(found.coins[0]?.lowest).toEqual({ at: noon + 2 * day, free: '0' });
  });

  test.each([
    [{ fixed: '600' }, {}, '100'],
    [{ topUpTo: '700' }, {}, '150'],
    [{ topUpTo: '700' }, { max: '520' }, '20'],
  ])('names what a sweep of %j %j lacks: %s', (what, changes, lacking) => {
    const sweep = sweepOf({ amount: what, ...changes });
    const found = forecast(inputWith({ runs: [runOf(sweep, noon + hour)], sweeps: [sweep] }));
    const need = { kind: 'sweep', sweepId: 'to-custody' };
    expect(found.shortfalls).toEqual([{ at: noon + hour, account: 'trading', coin: 'USDT', lacking, need }]);
  });

  test('moves nothing that is paused, disabled or not known', () => {
    const paused = { ...runOf(sweepOf({}), noon + hour), isPaused: true };
    const unknown = runOf(sweepOf({ id: 'of-btc', coin: 'BTC' }), noon + hour);
    const found = forecast(
      inputWith({ runs: [paused, unknown], sweeps: [sweepOf({ enabled: false, amount: { above: '900' } })] }),
    );
    expect(found.runs.map(({ reason }) => reason)).toEqual(['paused', 'balance-unavailable']);
    expect(found.shortfalls).toEqual([]);
    expect(freeIn(found, 'trading')).toBe('500');
  });

  test('neither makes nor loses money, whatever the sweeps and the payments', () => {
    const cents = fc.integer({ min: 0, max: 100_000 }).map((all) => (all / 100).toFixed(2));
    const positive = fc.integer({ min: 1, max: 100_000 }).map((all) => (all / 100).toFixed(2));
    const what = fc.oneof(
      cents.map((above) => ({ above })),
      positive.map((topUpTo) => ({ topUpTo })),
      positive.map((fixed) => ({ fixed })),
      fc.integer({ min: 1, max: 100 }).map((percentage) => ({ percentage: String(percentage) })),
    );
    const places = fc.constantFrom(['trading', 'custody'], ['custody', 'trading']);
    const run = fc.tuple(what, places).map(([each, [from, to]]) => sweepOf({ amount: each, from, to }));
    fc.assert(
      fc.property(
        fc.array(run, { maxLength: 6 }),
        fc.array(positive, { maxLength: 4 }),
        cents,
        cents,
        (sweeps, out, a, b) => {
          const payments = out.map((each, index) => payment(`inv-${index}`, each));
          const runs = sweeps.map((sweep, index) => runOf(sweep, noon + (index + 1) * hour));
          const found = forecast(
            inputWith({ balances: [balance('trading', a), balance('custody', b)], payments, runs, sweeps }),
          );
          const paid = payments.filter(({ instructionId: id }) => found.paidAt.has(id)).map((each) => each.amount);
          const left = found.coins.map(({ free }) => free);
          const total = [...paid, ...left].reduce((all, each) => add(all, each), amount('0'));
          expect(total).toBe(add(amount(a), amount(b)));
          expect(found.coins.every(({ free, lowest }) => compare(lowest.free, free) <= 0)).toBe(true);
        },
      ),
    );
  });
});

describe('the runs of all sweeps', () => {
  const sweeps = (schedule: string) => [
    { id: 'a', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '1' }, schedule },
    { id: 'b', coin: 'USDT', from: 'trading', to: 'custody', amount: { above: '1' } },
  ];
  const span = { after: noon, until: noon + 90 * day };

  test('are planned by their schedules, and one without is named', () => {
    const { runs, until, unscheduled } = planRuns(policyWith({ sweeps: sweeps('cron(0 18 * * ? *)') }), [], span);
    expect([runs.length, until, unscheduled]).toEqual([90, span.until, ['b']]);
  });

  test('end where there are too many, with all of them until then', () => {
    const { runs, until } = planRuns(policyWith({ sweeps: sweeps('rate(1 minute)') }), [], span);
    expect(runs).toHaveLength(runsMax);
    expect(until).toBe(noon + (runsMax + 1) * 60_000 - 1);
  });

  test('say which of them are paused', () => {
    const pause = { scope: 'sweep:a', reason: 'r', at: noon, by: 'olga@example.com' } as const;
    const { runs } = planRuns(policyWith({ sweeps: sweeps('rate(30 days)') }), [pause], span);
    expect(runs.map(({ isPaused }) => isPaused)).toEqual([true, true, true]);
  });
});

describe('what moves on an average day', () => {
  const row = (changes: Partial<StatementRow>): StatementRow => ({
    id: '1',
    time: noon,
    type: 'deposit',
    coin: 'USDT',
    amount: signedAmount('10'),
    fee: amount('0'),
    feeCoin: 'USDT',
    exchangeOrderId: '',
    ...changes,
  });

  test('is all but our own transfers, with fees, over the days of the account', () => {
    const rows = [
      row({}),
      row({ type: 'transfer', amount: signedAmount('-500') }),
      row({ amount: signedAmount('-3'), fee: amount('1') }),
    ];
    const days = [
      dayMovements('custody', '2026-11-18', rows),
      dayMovements('custody', '2026-11-19', []),
      dayMovements('custody', '2026-11-17', []),
    ];
    expect(averageMovements(days, 4)).toEqual({
      from: '2026-11-17',
      to: '2026-11-19',
      days: 3,
      leftOut: 4,
      averages: [{ account: 'custody', coin: 'USDT', perDay: '2' }],
    });
  });

  test('is rounded towards zero', () => {
    const days = ['2026-11-17', '2026-11-18', '2026-11-19'].map((date, index) =>
      dayMovements('custody', date, index === 0 ? [row({ amount: signedAmount('-2') })] : []),
    );
    expect(averageMovements(days, 0).averages).toEqual([
      { account: 'custody', coin: 'USDT', perDay: '-0.666666666666666666' },
    ]);
  });

  test('has no history where nothing was stated, and leaves out what is provisional, unreadable or too large', async () => {
    const none = { readStatement: async () => undefined, readRows: async () => ({ rows: [] }) };
    expect(await readMovements(none, ['custody'], noon)).toEqual({ days: 0, leftOut: 0, averages: [] });
    const summary = {
      account: 'custody',
      accountId: custodyAccount,
      offset: '+00:00',
      from: 0,
      to: day,
      coins: [],
      remarks: [],
      rowCount: 1,
    };
    const written = { state: 'complete', madeAt: noon, digest: 'a'.repeat(64), objectKey: 'statements/1' } as const;
    const states: Readonly<Record<string, StatementSummary>> = {
      '2026-11-19': { ...summary, ...written, date: '2026-11-19' },
      '2026-11-18': { ...summary, state: 'provisional', readAt: noon, date: '2026-11-18' },
      '2026-11-16': { ...summary, ...written, date: '2026-11-16' },
    };
    const some = {
      readStatement: async (_account: string, date: string) => {
        if (date === '2026-11-17') throw new CorruptItemError('statement#custody#2026-11-17');
        return states[date];
      },
      readRows: async (_account: string, date: string, after = 0) =>
        date === '2026-11-16' ? { rows: [], next: after + 1 } : { rows: [row({})] },
    };
    expect(await readMovements(some, ['custody'], noon)).toMatchObject({
      from: '2026-11-19',
      to: '2026-11-19',
      days: 1,
      leftOut: 27,
      averages: [{ perDay: '10' }],
    });
  });
});

test.each([
  [{}, { days: 14, movements: 'planned' }],
  [
    { days: '90', movements: 'average' },
    { days: 90, movements: 'average' },
  ],
])('the query %j is read', (query, expected) => {
  expect(parseForecastQuery(query)).toEqual(expected);
});

test.each([
  ['days', '0'],
  ['days', '91'],
  ['days', '1.5'],
  ['movements', 'all'],
  ['day', '1'],
])('the query %s=%s is refused by its name', (field, value) => {
  expect(() => parseForecastQuery({ [field]: value })).toThrow(field);
});
