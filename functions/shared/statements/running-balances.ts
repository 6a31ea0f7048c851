import { type Amount, zero } from '../core/amount.ts';
import { difference, negative, positive, type SignedAmount, sum } from '../core/signed-amount.ts';
import { type BalanceStep, leadThrough } from './balance-order.ts';
import type { Balances } from './balances.ts';
import type { CoinChange, MovementReading } from './movement-readings.ts';

/** A place in a day at which the balance moved without a row. */
export interface BalanceGap {
  readonly coin: string;
  /** By how much the balance moved. */
  readonly amount: SignedAmount;
  /** The row before it. Absent where it is the beginning of the day. */
  readonly after?: string;
  /** The row that shows the moved balance. Absent where that is the end of the day. */
  readonly before?: string;
}

/** What an account has, as far as the rows up to now say. It begins with the balances of the opening. */
export class RunningBalances {
  private readonly running = new Map<string, SignedAmount>();
  private readonly lastRow = new Map<string, string>();
  private readonly steps = new Map<string, BalanceStep[]>();
  /** Coins of which a row does not show its balance. */
  private readonly untold = new Set<string>();
  private readonly found: BalanceGap[] = [];
  private readonly opening: Balances;
  private closing: Balances | undefined;

  constructor(opening: Balances) {
    this.opening = opening;
    for (const [coin, total] of opening.totals) this.running.set(coin, positive(total));
  }

  /** Whether the balances that this reading's row shows are what follows from it. Those without one say nothing. */
  fits(reading: MovementReading): 'yes' | 'no' | 'not-shown' {
    const shown = reading.filter(({ balanceAfter }) => balanceAfter !== undefined);
    if (shown.length === 0) return 'not-shown';
    return shown.every((change) => this.gapOf(reading, change) === '0') ? 'yes' : 'no';
  }

  /** Goes on by a row, and by what its balance shows. */
  add(reading: MovementReading, rowId: string): void {
    for (const change of reading) {
      const amount = this.gapOf(reading, change);
      if (amount !== '0') this.note({ coin: change.coin, amount, before: rowId });
    }
    for (const coin of coinsIn(reading)) {
      const shown = reading.find((change) => change.coin === coin)?.balanceAfter;
      if (shown === undefined) this.untold.add(coin);
      else this.addStep(coin, reading, positive(shown));
      this.running.set(coin, shown === undefined ? this.afterwards(reading, coin) : positive(shown));
      this.lastRow.set(coin, rowId);
    }
  }

  /** The day is over: what it ended with is the last thing that is shown. */
  end(closing: Balances): void {
    this.closing = closing;
    const coins = new Set([...this.running.keys(), ...closing.totals.keys()]);
    for (const coin of [...coins].sort()) {
      const amount = difference(positive(closing.totals.get(coin) ?? zero), this.of(coin));
      if (amount !== '0') this.note({ coin, amount });
    }
  }

  /** Without those of coins whose rows fit in another order than that of their times. */
  gaps(): readonly BalanceGap[] {
    const inOtherOrder = new Set(
      [...new Set(this.found.map(({ coin }) => coin))].filter((coin) => this.fitsSomehow(coin)),
    );
    return this.found.filter(({ coin }) => !inOtherOrder.has(coin));
  }

  private fitsSomehow(coin: string): boolean {
    if (this.untold.has(coin) || this.closing === undefined) return false;
    const [first, last] = [this.opening, this.closing].map(({ totals }) => positive(totals.get(coin) ?? zero));
    return first !== undefined && last !== undefined && leadThrough(this.steps.get(coin) ?? [], first, last);
  }

  private addStep(coin: string, reading: MovementReading, to: SignedAmount): void {
    const steps = this.steps.get(coin) ?? [];
    steps.push({ from: difference(to, sum(changesOf(reading, coin))), to });
    this.steps.set(coin, steps);
  }

  private note(gap: BalanceGap): void {
    const after = this.lastRow.get(gap.coin);
    this.found.push(after === undefined ? gap : { ...gap, after });
  }

  private of(coin: string): SignedAmount {
    return this.running.get(coin) ?? positive(zero);
  }

  private gapOf(reading: MovementReading, { coin, balanceAfter }: CoinChange): SignedAmount {
    if (balanceAfter === undefined) return positive(zero);
    return difference(positive(balanceAfter), this.afterwards(reading, coin));
  }

  private afterwards(reading: MovementReading, coin: string): SignedAmount {
    return sum([this.of(coin), ...changesOf(reading, coin)]);
  }
}

/** All that a row adds to a coin and takes of it, each by itself. */
export function changesOf(reading: readonly Omit<CoinChange, 'balanceAfter'>[], coin: string): SignedAmount[] {
  return reading.flatMap((change) => [
    ...(change.coin === coin ? [change.amount] : []),
    ...(change.feeCoin === coin ? [negative(change.fee)] : []),
  ]);
}

export function coinsIn(reading: readonly { readonly coin: string; readonly feeCoin: string; readonly fee: Amount }[]) {
  return new Set(reading.flatMap(({ coin, feeCoin, fee }) => (fee === zero ? [coin] : [coin, feeCoin])));
}
