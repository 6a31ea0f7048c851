import { describe, expect, test } from '@jest/globals';
import { ageParts } from '../../../../../console/pages/books/balances/balances-view.ts';
import { forecastPoints, isMoving } from '../../../../../console/pages/books/balances/forecast-points.ts';
import {
  type ForecastView,
  forecastQuery,
  isCertain,
} from '../../../../../console/pages/books/balances/forecast-query.ts';
import { closingsOf } from '../../../../../console/pages/books/balances/history.ts';
import { limitBars } from '../../../../../console/pages/books/balances/limit-bars.ts';
import { amount } from '../../../../../functions/shared/core/amount.ts';

const common = { id: 'custody.2026-11-20', account: 'custody', date: '2026-11-20' };
const closing = (coin: string, text: string) => ({
  ...{ coin, opening: amount('0'), movements: text, closing: amount(text), difference: '0' },
});

describe('the history of a balance', () => {
  test('is the closings of final days, and a gap elsewhere', () => {
    const balances = [closing('BTC', '0.5'), closing('USDT', '1250.5')];
    const days = [
      { ...common, state: 'complete' as const, balances },
      { ...common, state: 'provisional' as const, balances },
      { ...common, state: 'missing' as const },
      { ...common, state: 'complete' as const, balances: [] },
    ];
    expect(closingsOf(days, 'USDT').map(({ value }) => value)).toEqual(['1250.5', undefined, undefined, undefined]);
  });
});

describe('the age of a reading', () => {
  test.each([
    [0, { count: 0, unit: 'second' }],
    [59, { count: 59, unit: 'second' }],
    [3_599, { count: 59, unit: 'minute' }],
    [86_399, { count: 23, unit: 'hour' }],
    [200_000, { count: 2, unit: 'day' }],
  ])('%i seconds', (seconds, expected) => {
    expect(ageParts(seconds)).toEqual(expected);
  });
});

describe('a forecast', () => {
  const at = '2026-11-30T18:32:27.689Z';
  const coin = {
    coin: 'USDT',
    now: amount('10'),
    end: amount('8'),
    lowest: { at: '2026-12-01T10:00:00.000Z', free: amount('8') },
    days: [{ at: '2026-12-01T18:32:27.689Z', free: amount('8') }],
  };

  test('begins with now', () => {
    expect(forecastPoints(coin, at)).toEqual([
      { name: '2026-11-30 18:32 UTC', value: '10' },
      { name: '2026-12-01 18:32 UTC', value: '8' },
    ]);
  });

  test('is drawn where something changes, also between two days', () => {
    const still = { ...coin, end: amount('10'), days: [{ at, free: amount('10') }] };
    expect(isMoving(coin)).toBe(true);
    expect(isMoving(still)).toBe(true);
    expect(isMoving({ ...still, lowest: { at, free: amount('10') } })).toBe(false);
  });

  test('looks 14 days ahead where the address says nothing', () => {
    expect(forecastQuery({})).toEqual({ days: '14', movements: 'planned' });
    expect(forecastQuery({ days: '30', movements: 'average' })).toEqual({ days: '30', movements: 'average' });
  });
});

describe('the bars of a limit', () => {
  test('are two where it limits the amount and the count', () => {
    const limit = { limit: amount('100'), used: amount('40'), left: amount('60') };
    expect(limitBars([{ window: '24h', amount: limit, count: { limit: 3, used: 3, left: 0 } }])).toEqual([
      { window: '24h', by: 'amount', limit: '100', used: '40', left: '60' },
      { window: '24h', by: 'count', limit: '3', used: '3', left: '0' },
    ]);
  });
});

describe('a forecast', () => {
  const whole: ForecastView = {
    ...{ at: '2026-11-20T12:00:00.000Z', until: '2026-12-04T12:00:00.000Z', shortfalls: [], complete: true },
    ...{ accounts: [], notForecast: [], feesUnknown: [], unscheduled: [], runsLeftOut: 0 },
    ...{ movements: 'planned', payments: [], runs: [] },
  };

  test('is certain where it knows all that it takes', () => expect(isCertain(whole)).toBe(true));

  test.each<[Partial<ForecastView>]>([
    [{ accounts: [{ account: 'custody', coins: [], unknown: ['BTC'] }] }],
    [{ complete: false }],
    [{ notForecast: ['inv-42'] }],
    [{ feesUnknown: ['inv-42'] }],
  ])('is not where something is not known: %j', (changes) => {
    expect(isCertain({ ...whole, ...changes })).toBe(false);
  });
});
