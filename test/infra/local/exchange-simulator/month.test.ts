import { expect, test } from '@jest/globals';
import { initialAccounts } from '../../../../infra/local/exchange-simulator/data/initial-data.ts';
import { createExchange, type Exchange } from '../../../../infra/local/exchange-simulator/exchange.ts';
import { textOf, units } from '../../../support/known-books.ts';
import { MonthOfMovements, type MonthOptions } from '../../../support/month-of-movements.ts';
import { changesOf, dayEnd, flowOf, noLimits, onlyKey } from './support/statement-reader.ts';

const hour = 3_600_000;

function play(options: MonthOptions): { readonly month: MonthOfMovements; readonly exchange: Exchange } {
  const month = new MonthOfMovements(options);
  return { month, exchange: createExchange({ ...month.exchangeOptions, keys: [onlyKey], limits: noLimits }) };
}

/** `order coin amount balance` of each line of a day, as the exchange tells it. */
function toldOf(exchange: Exchange, now: number, from: number, to: number): Map<string, string[]> {
  const lines = new Map(initialAccounts.map(({ id, name }) => [id, { name, told: [] as string[] }]));
  for (const row of flowOf(exchange, now, from, to - 1)) {
    for (const { account, coin, amount, after } of changesOf(row)) {
      // A fee alone has no balance of its own.
      if (after !== undefined) lines.get(account)?.told.push(`${row.orderId} ${coin} ${textOf(amount)} ${after}`);
    }
  }
  return new Map([...lines.values()].map(({ name, told }) => [name, told.toSorted()]));
}

function knownOf({ books }: MonthOfMovements, account: string, day: number): string[] {
  const coins = books.all().filter((each) => each.account === account);
  return coins
    .flatMap(({ coin }) =>
      books.day(account, coin, day).rows.map((row) => `${row.orderId} ${coin} ${row.amount} ${row.balanceAfter}`),
    )
    .toSorted();
}

test.each(['+08:00', '+00:00'] as const)('what the exchange tells of a month is what is known of it, %s', (zone) => {
  const { month, exchange } = play({ seed: 11, movements: 3_000, zone, latePercent: 20, lateMaxMs: 3 * hour });
  for (const [day, date] of month.dates.entries()) {
    const from = month.from + day * 24 * hour;
    // What is late has shown up by then.
    const now = from + 27 * hour;
    month.playUntil(exchange, now);
    const told = toldOf(exchange, now, from, from + 24 * hour);
    for (const { id, name } of initialAccounts) {
      expect(told.get(name)).toEqual(knownOf(month, name, day));
      const held = dayEnd(exchange, now, id, date);
      const known = month.books.all().filter(({ account }) => account === name);
      expect(known.map(({ coin }) => [coin, textOf(held.get(coin) ?? 0n)])).toEqual(
        known.map(({ coin }) => [coin, month.books.day(name, coin, day).closing]),
      );
    }
  }
});

test('a row that is planned to be missing is the whole difference', () => {
  const { month, exchange } = play({ seed: 12, movements: 500, days: 3, missing: 1 });
  month.playUntil(exchange, month.to);
  const seen = new Set(flowOf(exchange, month.to, month.from, month.to).map(({ orderId }) => orderId));
  const unseen = exchange.records.movements.filter(({ row }) => !seen.has(String(row.orderId)));
  const planned = new Set(month.missing.map(({ orderId }) => orderId));
  expect(new Set(unseen.map(({ row }) => row.orderId))).toEqual(planned);
  expect(month.missing.map(({ amount }) => units(amount) !== 0n)).not.toContain(false);
});
