import { iso } from '../shared/core/clock.ts';
import { balances } from '../shared/exchange/endpoints/balances.ts';
import { type Balances, balancesOf } from '../shared/statements/balances.ts';
import { addDays, dateAt } from '../shared/statements/day.ts';
import { isSettled } from '../shared/statements/make-content.ts';
import type { CoinTotal, StatementRemark } from '../shared/statements/statement.ts';
import type { StatementAccount } from './account.ts';
import { contentOf, type DayRead, dayOf } from './day-content.ts';
import type { StatementDependencies } from './dependencies.ts';
import { readEndOfDay } from './read-balances.ts';
import { readMovements } from './read-movements.ts';

/** The day of an account up to now. It is shown to who asks, and written nowhere: a statement has a whole day. */
export type DaySoFar = { readonly account: string; readonly date: string } & (
  | { readonly kind: 'unknown'; readonly reason: string }
  | {
      readonly kind: 'so-far';
      /** ISO 8601: the end that the balances are of. */
      readonly at: string;
      /** Nothing differs, and nothing is in doubt. A row shows up to ten minutes late (A8). */
      readonly isBalanced: boolean;
      readonly rowCount: number;
      readonly coins: readonly CoinTotal[];
      readonly remarks: readonly StatementRemark[];
    }
);

/** An account in which something moves at each look is told of as such. */
const looksMax = 3;

/** Reads the day that is not over yet, with what the account has now as its end. Throws as reads do. */
export async function makeSoFar(dependencies: StatementDependencies, account: StatementAccount): Promise<DaySoFar> {
  const { exchange, offset } = dependencies;
  const date = dateAt(await exchange.exchangeTime(), offset);
  const about = { account: account.name, date };
  const opening = await readEndOfDay(exchange, account.id, addDays(date, -1));
  if (opening === undefined)
    return { kind: 'unknown', ...about, reason: 'The exchange does not show the end of the day before.' };
  let before = await readNow(dependencies, account);
  for (let look = 1; look <= looksMax; look += 1) {
    const now = await exchange.exchangeTime();
    // The day ended meanwhile. That of the next is far away.
    if (dateAt(now, offset) !== date) return makeSoFar(dependencies, account);
    const movements = await readMovements(exchange, account.id, { since: undefined, date, now });
    const after = await readNow(dependencies, account);
    if (isSame(before, after)) {
      const day = dayOf(account, date, offset);
      return soFar(dependencies, account, { day, now, opening, closing: after, movements });
    }
    before = after;
  }
  return { kind: 'unknown', ...about, reason: 'The balances changed during each look.' };
}

/** No day before is looked at: a late row of one is told by the next statement. */
const nothingBefore = { previous: undefined, earlier: [] };

async function soFar(dependencies: StatementDependencies, account: StatementAccount, read: DayRead): Promise<DaySoFar> {
  const content = await contentOf(dependencies, account, read, nothingBefore);
  const { rows, coins, remarks } = content;
  const isBalanced = isSettled(content);
  return {
    ...{ kind: 'so-far', account: account.name, date: read.day.date, at: iso(read.now), isBalanced },
    ...{ rowCount: rows.length, coins, remarks },
  };
}

async function readNow(
  { exchange }: Pick<StatementDependencies, 'exchange'>,
  { id: accountId }: StatementAccount,
): Promise<Balances> {
  return balancesOf(await exchange.read(balances, { accountId }));
}

function isSame(a: Balances, b: Balances): boolean {
  const text = ({ totals, unreadable }: Balances) => JSON.stringify([[...totals].toSorted(), unreadable]);
  return text(a) === text(b);
}
