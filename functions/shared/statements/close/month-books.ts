import { add, zero } from '../../core/amount.ts';
import { difference as differenceOf, positive, type SignedAmount, sum } from '../../core/signed-amount.ts';
import type { CoinTotal, StatementRow } from '../statement.ts';
import type {
  MonthBalance,
  MonthContent,
  MonthDay,
  MonthFee,
  MonthNote,
  MonthTotal,
  UnexplainedRow,
} from './month-content.ts';

/** A note on a row, as the day has it. */
export interface RowNote extends MonthNote {
  readonly row: string;
}

/**
 * A trade is explained by its order at the exchange, and a deposit by the address of ours that it came in at. Whatever
 * else is no instruction of ours takes a word of somebody.
 */
export function needsNote({ instruction, type, depositAddress }: StatementRow): boolean {
  if (instruction !== undefined || type === 'trade') return false;
  return !(type === 'deposit' && depositAddress !== undefined);
}

/** The books of a month, a row at a time: a month with very many rows is never in memory as a whole. */
export class MonthBooks {
  /** Accounts of which a day was there. */
  readonly #begun = new Set<string>();
  readonly #balances = new Map<string, MonthBalance>();
  readonly #totals = new Map<string, MonthTotal>();
  readonly #fees = new Map<string, MonthFee>();
  readonly #unexplained: UnexplainedRow[] = [];

  /**
   * The days of an account come in their order, those of which nothing is known left out. What changed between two of
   * them, such as on a day that is lost, is a difference: no movement explains it.
   */
  addBalances(account: string, coins: readonly CoinTotal[]): void {
    const isFirst = !this.#begun.has(account);
    this.#begun.add(account);
    for (const { coin, opening, closing, difference } of [...coins, ...this.#withoutBalance(account, coins)]) {
      const key = `${account} ${coin}`;
      const nothing = { account, coin, opening: zero, closing: zero, difference: sum([]) };
      const before = this.#balances.get(key) ?? (isFirst ? { ...nothing, opening, closing: opening } : nothing);
      const between = differenceOf(positive(opening), positive(before.closing));
      this.#balances.set(key, { ...before, closing, difference: sum([before.difference, between, difference]) });
    }
  }

  addRow(account: string, date: string, row: StatementRow, notes: readonly RowNote[]): void {
    const { id, time, type, coin, amount, fee, feeCoin, counterparty } = row;
    this.#addTotal(row, amount);
    const paid = this.#fees.get(feeCoin)?.amount ?? zero;
    if (fee !== zero) this.#fees.set(feeCoin, { coin: feeCoin, amount: add(paid, fee) });
    const own = notes.filter((note) => note.row === id).map(({ text, by, at }) => ({ text, by, at }));
    if (!needsNote(row) && own.length === 0) return;
    const other = counterparty === undefined ? {} : { counterparty };
    this.#unexplained.push({ account, date, id, time, type, coin, amount, ...other, notes: own });
  }

  content(month: string, accounts: readonly string[], days: readonly MonthDay[]): MonthContent {
    return {
      month,
      accounts,
      days,
      balances: sorted(this.#balances),
      totals: sorted(this.#totals),
      fees: sorted(this.#fees),
      unexplained: this.#unexplained,
    };
  }

  /** A day does not list a coin of which there is nothing. */
  #withoutBalance(account: string, coins: readonly CoinTotal[]): CoinTotal[] {
    const gone = [...this.#balances.values()].filter(
      (each) => each.account === account && !coins.some(({ coin }) => coin === each.coin),
    );
    const nothing = { opening: zero, movements: sum([]), closing: zero, difference: sum([]) };
    return gone.map(({ coin }) => ({ coin, ...nothing }));
  }

  #addTotal({ type, coin, counterparty: destination = '' }: StatementRow, amount: SignedAmount): void {
    const key = JSON.stringify([coin, type, destination]);
    const before = this.#totals.get(key) ?? { coin, type, destination, amount: sum([]), movements: 0 };
    this.#totals.set(key, { ...before, amount: sum([before.amount, amount]), movements: before.movements + 1 });
  }
}

/** In the order of the keys' characters, which is the same everywhere. */
function sorted<Value>(all: ReadonlyMap<string, Value>): Value[] {
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
