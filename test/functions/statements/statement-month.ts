import { type Amount, amount, zero } from '../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { negative, positive } from '../../../functions/shared/core/signed-amount.ts';
import type { FundMovement } from '../../../functions/shared/exchange/endpoints/fund-movement.ts';
import { boundsOf, dayMs } from '../../../functions/shared/statements/day.ts';

/*
 * A month of one account, as it truly was and as the exchange shows it. Amounts are whole hundredths here, so that what
 * is expected is reckoned otherwise than what is tested.
 */

export const accountNumber = '1649292498437183232';
const otherAccount = '1649292498437183235';
export const hour = 3_600_000;
/** 2026-11-01, the first day that a month has movements of. */
export const firstDay = '2026-11-01';

/** One movement of the truth. */
export interface TrueMovement {
  readonly shown: FundMovement;
  /** In hundredths, by coin: what it changes, its fee included. */
  readonly changes: ReadonlyMap<string, number>;
  /** Milliseconds after which the fund statement shows it. Never where it is infinite. */
  readonly visibleAt: Millis;
}

export interface Month {
  readonly movements: readonly TrueMovement[];
  /** In hundredths. */
  readonly opening: ReadonlyMap<string, number>;
  /** Where the exchange's days truly end. */
  readonly offset: string;
  readonly pageMax: number;
  /** The share of rows that are shown twice, as the first of the next page. */
  readonly repeats: boolean;
  /** When the function runs. */
  readonly runs: readonly Millis[];
}

export type Random = () => number;

export const days = 30;
export const coins = ['BTC', 'USD', 'USDT'] as const;
const types = [
  'deposit',
  'withdraw',
  'transfer',
  'trade',
  'fiatDeposit',
  'fiatWithdraw',
  'refund',
  'reversal',
] as const;
const otherOffsets = ['+00:00', '-05:00', '+05:30', '+09:00'];

/** `count`: of how many movements; up to 90 where nothing is said. */
export function arbitraryMonth(random: Random, count = Math.floor(random() * 90)): Month {
  const chance = (share: number) => random() < share;
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)] as Value;
  const opening = new Map<string, number>(
    coins.map((coin) => [coin, 100_000_000 + Math.floor(random() * 1_000) * 100] as const),
  );
  const [from] = [boundsOf(firstDay, '+08:00').from];
  const lags = chance(0.5);
  const misses = chance(0.4);
  const showsBalances = chance(0.7);
  const times = Array.from({ length: count }, () => from + Math.floor(random() * days * dayMs));
  // Some at the very ends of days, where a cut-off shows.
  const atEnds = times.map((time) => (chance(0.1) ? time - (time % dayMs) + pick([0, 1, 999, dayMs - 1]) : time));
  const running = new Map(opening);
  const movements = atEnds
    .toSorted((a, b) => a - b)
    .map((time, index) => {
      const made = movementOf(pick(types), String(10 ** 15 + index), time, random);
      for (const [coin, change] of made.changes) running.set(coin, (running.get(coin) ?? 0) + change);
      const shown = showsBalances ? withBalance(made.shown, running) : made.shown;
      const isMissing = misses && chance(0.05);
      const lag = lags && chance(0.1) ? Math.floor(random() * 5 * dayMs) : Math.floor(random() * 600_000);
      return { shown, changes: made.changes, visibleAt: isMissing ? Number.POSITIVE_INFINITY : time + lag };
    });
  return {
    ...{ movements, opening, pageMax: pick([1, 2, 7, 1_000]), repeats: chance(0.3) },
    offset: chance(0.15) ? pick(otherOffsets) : '+08:00',
    runs: arbitraryRuns(from, random),
  };
}

/** Some runs a day, and sometimes none for days. */
function arbitraryRuns(from: Millis, random: Random): Millis[] {
  const runs: Millis[] = [];
  const end = from + (days + 9) * dayMs;
  for (let time = from + 2 * dayMs; time < end; time += Math.floor((0.5 + random() * 11) * hour)) {
    runs.push(time);
    if (random() < 0.01) time += Math.floor(random() * 10) * dayMs;
  }
  return runs;
}

function movementOf(
  type: (typeof types)[number],
  id: string,
  time: Millis,
  random: Random,
): Pick<TrueMovement, 'shown' | 'changes'> {
  const coin = type.startsWith('fiat') ? 'USD' : random() < 0.5 ? 'USDT' : 'BTC';
  const size = (1 + Math.floor(random() * 50)) * 100;
  const fee = 1 + Math.floor(random() * 5);
  const common = { id, type, time, coin, exchangeOrderId: `${type === 'reversal' ? 'D' : 'O'}${id}` };
  const entry = { ...common, form: 'entry' as const, amount: positive(hundredths(size)), fee: zero, feeCoin: coin };
  const is = (shown: FundMovement, ...changes: [string, number][]) => ({ shown, changes: new Map(changes) });
  switch (type) {
    case 'deposit':
    case 'fiatDeposit':
      return is(entry, [coin, size]);
    case 'withdraw':
    case 'fiatWithdraw':
    case 'refund':
      return is({ ...entry, fee: hundredths(fee) }, [coin, -size - fee]);
    case 'reversal':
      return is(entry, [coin, -size]);
    case 'transfer': {
      const isOut = random() < 0.5;
      const [from, to] = isOut ? [accountNumber, otherAccount] : [otherAccount, accountNumber];
      return is({ ...common, form: 'transfer', from, to, amount: hundredths(size) }, [coin, isOut ? -size : size]);
    }
    case 'trade': {
      const price = size * 3;
      const isSold = random() < 0.5;
      const sign = isSold ? -1 : 1;
      const quote = { coin: 'USD', amount: hundredths(price) };
      const shown = { ...entry, side: isSold ? ('SELL' as const) : ('BUY' as const), quote };
      return is({ ...shown, fee: hundredths(fee), feeCoin: 'USD' }, [coin, sign * size], ['USD', -sign * price - fee]);
    }
  }
}

function withBalance(shown: FundMovement, running: ReadonlyMap<string, number>): FundMovement {
  const balance = hundredths(running.get(shown.coin) ?? 0);
  if (shown.form === 'entry') return { ...shown, balanceAfter: balance };
  return shown.from === accountNumber ? { ...shown, fromBalanceAfter: balance } : { ...shown, toBalanceAfter: balance };
}

export function hundredths(value: number): Amount {
  return amount((value / 100).toFixed(2));
}

/** With its sign. */
export function signedHundredths(value: number) {
  return value < 0 ? negative(hundredths(-value)) : positive(hundredths(value));
}

/** What the account truly had before a moment. */
export function balanceBefore({ opening, movements }: Month, time: Millis, coin: string): number {
  const changes = movements.filter(({ shown }) => shown.time < time).map(({ changes: by }) => by.get(coin) ?? 0);
  return changes.reduce((total, each) => total + each, opening.get(coin) ?? 0);
}
