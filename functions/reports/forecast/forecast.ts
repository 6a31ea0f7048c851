import { type Amount, compare, smaller, zero } from '../../shared/core/amount.ts';
import type { Millis } from '../../shared/core/clock.ts';
import { gainOf, lossOf } from '../../shared/core/signed-amount.ts';
import type { ReasonCode } from '../../shared/ledger/instruction/reasons.ts';
import { decideSweep } from '../../shared/ledger/sweeps/decide-sweep.ts';
import { type ForecastBalance, ForecastBalances } from './forecast-balances.ts';
import type { ForecastInput, PlannedPayment, PlannedRun } from './forecast-input.ts';
import { lackOf, lackOfReserve, lackOfRun, type Shortfall, Shortfalls } from './shortfalls.ts';

/** A run as it is forecast. */
export interface ForecastRun {
  readonly at: Millis;
  readonly isTimeKnown: boolean;
  readonly sweepId: string;
  /** What moves; of a dry run what would move. */
  readonly quantity: Amount;
  /** Why nothing moves. Absent where something does. */
  readonly reason?: ReasonCode | 'paused';
}

/** What an account has of a coin at the end of a day. */
export interface ForecastDay {
  readonly at: Millis;
  readonly free: Amount;
}

export interface ForecastCoin extends ForecastBalance {
  readonly account: string;
  readonly coin: string;
  readonly opening: Amount;
  readonly days: readonly ForecastDay[];
}

export interface Forecast {
  readonly coins: readonly ForecastCoin[];
  /** By instruction id: when a payment is covered. One that is missing is not, as far as the forecast goes. */
  readonly paidAt: ReadonlyMap<string, Millis>;
  readonly runs: readonly ForecastRun[];
  readonly shortfalls: readonly Shortfall[];
}

const dayMs = 86_400_000;

/**
 * The balances as they will be, as far as what is known goes on. A payment leaves as soon as it is covered, an average
 * day moves at its end, and a run of a sweep moves by the rule of the sweeps on the balances of its moment.
 */
export function forecast(input: ForecastInput): Forecast {
  const { now, until } = input;
  const balances = new ForecastBalances();
  for (const { account, coin, ...balance } of input.balances) balances.begin(account, coin, balance, now);
  const shortfalls = new Shortfalls();
  const paidAt = new Map<string, Millis>();
  const runs: ForecastRun[] = [];
  const days: { at: Millis; free: (Amount | undefined)[] }[] = [];
  let waiting: readonly PlannedPayment[] = input.payments;

  function settle(at: Millis): void {
    waiting = payCovered(waiting, balances, shortfalls, paidAt, at);
    for (const sweep of input.sweeps.filter(({ enabled }) => enabled)) {
      const lacking = lackOfReserve(sweep, balances) ?? zero;
      const need = { kind: 'reserve', sweepId: sweep.id } as const;
      shortfalls.note({ at, account: sweep.from, coin: sweep.coin, lacking, need });
    }
  }

  settle(now);
  let next = 0;
  const runUntil = (end: Millis): void => {
    for (let run = input.runs[next]; run !== undefined && run.at <= end; run = input.runs[next]) {
      runs.push(runSweep(run, balances, shortfalls));
      settle(run.at);
      next += 1;
    }
  };
  for (let end = now + dayMs; end <= until; end += dayMs) {
    runUntil(end);
    moveAverages(input, balances, shortfalls, end);
    settle(end);
    days.push({ at: end, free: input.balances.map(({ account, coin }) => balances.get(account, coin)?.free) });
  }
  runUntil(until);
  const coins = input.balances.flatMap(({ account, coin, free: opening }, index) => {
    const balance = balances.get(account, coin);
    const byDay = days.flatMap(({ at, free }) => (free[index] === undefined ? [] : [{ at, free: free[index] }]));
    return balance === undefined ? [] : [{ account, coin, opening, ...balance, days: byDay }];
  });
  return { coins, paidAt, runs, shortfalls: shortfalls.all() };
}

/** In their order, until none of those that are left is covered: a transfer of ours may cover a payment. */
function payCovered(
  payments: readonly PlannedPayment[],
  balances: ForecastBalances,
  shortfalls: Shortfalls,
  paidAt: Map<string, Millis>,
  at: Millis,
): readonly PlannedPayment[] {
  const left: PlannedPayment[] = [];
  for (const payment of payments) {
    const { account, coin, amount, to, instructionId } = payment;
    const lacking = lackAfterFunding(payment, balances, at);
    if (lacking !== undefined) {
      shortfalls.note({ at, account, coin, lacking, need: { kind: 'payment', instructionId } });
      left.push(payment);
      continue;
    }
    if (balances.get(account, coin) !== undefined) paidAt.set(instructionId, at);
    balances.take(account, coin, amount, at);
    if (to !== undefined) balances.receive(to, coin, amount);
  }
  const hasMoved = left.length < payments.length;
  return hasMoved && left.length > 0 ? payCovered(left, balances, shortfalls, paidAt, at) : left;
}

/** Moves what a payment lacks from the account that it names for that, where it is there as a whole. */
function lackAfterFunding(payment: PlannedPayment, balances: ForecastBalances, at: Millis): Amount | undefined {
  const { account, coin, fundedFrom } = payment;
  const lacking = lackOf(payment, balances);
  if (lacking === undefined || fundedFrom === undefined) return lacking;
  const source = balances.get(fundedFrom.account, coin)?.free ?? zero;
  if (compare(lacking, smaller(source, fundedFrom.most)) > 0) return lacking;
  balances.take(fundedFrom.account, coin, lacking, at);
  balances.receive(account, coin, lacking);
  return undefined;
}

function runSweep(run: PlannedRun, balances: ForecastBalances, shortfalls: Shortfalls): ForecastRun {
  const { at, isTimeKnown, sweep, decimals, isPaused } = run;
  const { id: sweepId, from, to, coin } = sweep;
  const source = balances.get(from, coin);
  const common = { at, isTimeKnown, sweepId };
  if (source === undefined) return { ...common, quantity: zero, reason: 'balance-unavailable' };
  const target = balances.get(to, coin);
  const toTotal = target === undefined ? {} : { toTotal: target.total };
  const decision = decideSweep(sweep, { fromFree: source.free, ...toTotal }, decimals);
  if (isPaused) return { ...common, quantity: decision.quantity, reason: 'paused' };
  if (!sweep.dryRun) {
    const lacking = lackOfRun(sweep, balances) ?? zero;
    shortfalls.note({ at, account: from, coin, lacking, need: { kind: 'sweep', sweepId } });
  }
  if (decision.kind === 'nothing') return { ...common, quantity: decision.quantity, reason: decision.reason };
  balances.take(from, coin, decision.quantity, at);
  balances.receive(to, coin, decision.quantity);
  return { ...common, quantity: decision.quantity };
}

function moveAverages(
  { averages }: ForecastInput,
  balances: ForecastBalances,
  shortfalls: Shortfalls,
  at: Millis,
): void {
  for (const { account, coin, perDay } of averages) {
    balances.receive(account, coin, gainOf(perDay));
    const amount = lossOf(perDay);
    const lacking = lackOf({ account, coin, amount }, balances) ?? zero;
    shortfalls.note({ at, account, coin, lacking, need: { kind: 'average-day' } });
    balances.take(account, coin, amount, at);
  }
}
