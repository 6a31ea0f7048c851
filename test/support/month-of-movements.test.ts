import { describe, expect, test } from '@jest/globals';
import { totalOf } from '../../infra/local/exchange-simulator/balances.ts';
import { createExchange } from '../../infra/local/exchange-simulator/exchange.ts';
import { MonthOfMovements } from './month-of-movements.ts';

/** Keeps no key: nothing is asked over the wire. */
function exchangeOf(month: MonthOfMovements) {
  return createExchange({ ...month.exchangeOptions, keys: [] });
}

describe('a month of movements', () => {
  test.each([1, 2, 3])('ends at the exchange as in the known books, seed %i', (seed) => {
    const month = new MonthOfMovements({ seed, movements: 2_000, latePercent: 10 });
    const exchange = exchangeOf(month);
    month.playUntil(exchange, month.to);
    const { accounts, balances, movements } = exchange.records;
    const ends = month.books.all().map(({ account, coin }) => {
      const id = accounts.find(({ name }) => name === account)?.id ?? '';
      return [account, coin, totalOf(balances, id, coin), month.books.day(account, coin, 29).closing];
    });
    expect(ends.map(([account, coin, held]) => [account, coin, held, held])).toEqual(ends);
    expect(movements).toHaveLength(2_000);
  });

  test('is the same for the same seed, and another for another', () => {
    const booksOf = (seed: number) => {
      const { books } = new MonthOfMovements({ seed, movements: 500 });
      return books.all().map(({ account, coin }) => books.day(account, coin, 29));
    };
    expect(booksOf(7)).toEqual(booksOf(7));
    expect(booksOf(7)).not.toEqual(booksOf(8));
  });

  test('has every type of movement, on each side of the bounds of days', () => {
    const month = new MonthOfMovements({ seed: 4, movements: 3_000 });
    month.playUntil(exchangeOf(month), month.to);
    const days = month.books
      .all()
      .flatMap(({ account, coin }) => month.dates.map((_, day) => month.books.day(account, coin, day)));
    const rows = days.flatMap((day) => day.rows);
    expect(new Set(rows.map(({ type }) => type)).size).toBe(8);
    const places = new Set(rows.map(({ time }) => (time - month.from) % 86_400_000));
    expect([places.has(0), places.has(86_399_999)]).toEqual([true, true]);
    expect(rows.filter(({ orderId }) => orderId === '')).toEqual([]);
  });

  test('chains: each day opens as the one before it closed', () => {
    const { books, dates } = new MonthOfMovements({ seed: 5, movements: 2_000 });
    for (const { account, coin } of books.all()) {
      for (let day = 1; day < dates.length; day += 1) {
        expect(books.day(account, coin, day).opening).toBe(books.day(account, coin, day - 1).closing);
      }
    }
  });
});
