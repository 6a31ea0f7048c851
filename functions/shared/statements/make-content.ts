import { zero } from '../core/amount.ts';
import { iso, type Millis } from '../core/clock.ts';
import { difference, positive, type SignedAmount } from '../core/signed-amount.ts';
import type { FundMovement } from '../exchange/endpoints/fund-movement.ts';
import type { UnreadableMovement } from '../exchange/endpoints/fund-statement.ts';
import type { Balances } from './balances.ts';
import { coinTotals } from './coin-totals.ts';
import { agreeingOffsets, offsetsText } from './cut-off.ts';
import { dayRows, type MovementFacts } from './day-rows.ts';
import { distinctMovements } from './distinct-movements.ts';
import { type EarlierDay, lateRows, wasTold } from './late-rows.ts';
import { type MissingOrder, missingOrders } from './missing-orders.ts';
import { isDoubt } from './remark-codes.ts';
import { remark, sortedRemarks } from './remarks.ts';
import type { BalanceGap } from './running-balances.ts';
import type { Statement, StatementContent, StatementDay, StatementRemark } from './statement.ts';

export type DayContent = Omit<StatementContent, 'madeAt' | 'previous'>;

/** All that a statement is made of, as it was read. */
export interface DayReadings {
  readonly opening: Balances;
  readonly closing: Balances;
  /** Of all types, from before the beginning of the day until after its end. */
  readonly shown: readonly FundMovement[];
  readonly unreadable: readonly UnreadableMovement[];
  readonly isWhole: boolean;
  /** Types of rows that the exchange does not answer for. */
  readonly refusedTypes: readonly string[];
  readonly readFrom: Millis;
  readonly readUntil: Millis;
  /** Successful orders of the lists of deposits and withdrawals. */
  readonly orders: readonly MissingOrder[];
}

export interface ContentInput {
  readonly day: StatementDay;
  readonly readings: DayReadings;
  /** The statement of the day before, where there is one. */
  readonly previous?: Statement;
  /** Days whose late rows are looked for, the one before first. */
  readonly earlier: readonly EarlierDay[];
  readonly factsOf: (movement: FundMovement) => MovementFacts;
}

/** What a day has, and everything in which it is not as it should be. Nothing is made to fit. */
export function makeContent(input: ContentInput): DayContent {
  const { day, readings, previous, earlier, factsOf } = input;
  const { opening, closing } = readings;
  const { movements, conflicts } = distinctMovements(readings.shown);
  const within = movements.filter(({ time }) => time >= day.from && time < day.to);
  const made = dayRows(within, { accountId: day.accountId, opening, factsOf });
  made.running.end(closing);
  const coins = coinTotals(opening, made.rows, closing);
  const remarks = [
    ...openingRemarks(day, opening, previous),
    ...unreadableBalances(readings),
    ...unreadableRows(day, readings, earlier),
    ...conflicts.filter((movement) => isIn(day, movement)).map(conflictRemark),
    ...made.otherReadings.remarks(),
    ...made.running.gaps().map(gapRemark),
    ...lateRows(movements, day.accountId, earlier),
    ...missingOrders(readings.orders, movements, coins),
  ];
  const isBalanced = coins.every(({ difference: amount }) => amount === '0');
  const refused = isBalanced ? [] : readings.refusedTypes.map((type) => remark('type-refused', `Of type ${type}.`));
  const cutOff = cutOffRemarks(input, movements, coins);
  return { rows: made.rows, coins, remarks: sortedRemarks([...remarks, ...refused, ...cutOff]) };
}

/** Whether it can be written at once: it balances, and nothing is in doubt. */
export function isSettled({ coins, remarks }: Pick<DayContent, 'coins' | 'remarks'>): boolean {
  return coins.every(({ difference: amount }) => amount === '0') && !remarks.some(isDoubt);
}

function isIn({ from, to }: StatementDay, { time }: { readonly time: Millis }): boolean {
  return time >= from && time < to;
}

function openingRemarks(day: StatementDay, opening: Balances, previous?: Statement): StatementRemark[] {
  if (previous === undefined) return [];
  const zone =
    previous.to === day.from
      ? []
      : [remark('offset-changed', `The day before ended at ${iso(previous.to)}.`, { date: previous.date })];
  if (previous.kind === 'lost') return zone;
  const closed = new Map(previous.coins.map(({ coin, closing }) => [coin, closing]));
  const coins = new Set([...closed.keys(), ...opening.totals.keys()]);
  const differing = [...coins].flatMap((coin) => {
    const [then, now] = [closed.get(coin) ?? zero, opening.totals.get(coin) ?? zero];
    if (then === now) return [];
    const amount: SignedAmount = difference(positive(now), positive(then));
    return [
      remark('opening-differs', `It was ${then} then, and is ${now} now.`, { coin, amount, date: previous.date }),
    ];
  });
  return [...zone, ...differing];
}

function unreadableBalances({ opening, closing }: DayReadings): StatementRemark[] {
  const at = (coins: readonly string[], when: string) =>
    coins.map((coin) => remark('balance-unreadable', `At the ${when} of the day.`, coin === '?' ? {} : { coin }));
  return [...at(opening.unreadable, 'beginning'), ...at(closing.unreadable, 'end')];
}

/** One without a time may be of any day. It is told once where it can be told from others. */
function unreadableRows(
  day: StatementDay,
  { unreadable, isWhole }: DayReadings,
  earlier: readonly EarlierDay[],
): StatementRemark[] {
  const odd = unreadable.filter(({ time }) => time === undefined || isIn(day, { time }));
  const rows = odd
    .map(({ id, time }) =>
      remark('row-unreadable', time === undefined ? 'Its time is not known.' : `At ${iso(time)}.`, {
        ...(id === undefined ? {} : { rowId: id }),
      }),
    )
    .filter((said) => said.rowId === undefined || !wasTold(said, earlier));
  return isWhole ? rows : [...rows, remark('flow-incomplete', 'Its cursor leads no further.')];
}

function conflictRemark({ id, type, coin }: FundMovement): StatementRemark {
  return remark('row-conflict', `Of type ${type}.`, { coin, rowId: id });
}

function gapRemark({ coin, amount, after, before }: BalanceGap): StatementRemark {
  const from = after === undefined ? 'the beginning of the day' : `row ${after}`;
  const to = before === undefined ? 'the end of the day' : `row ${before}`;
  return remark('balance-gap', `Between ${from} and ${to}.`, {
    ...{ coin, amount },
    ...(before === undefined ? {} : { rowId: before }),
  });
}

/** Looked for only where the day does not balance as configured. */
function cutOffRemarks(
  { day, readings }: ContentInput,
  movements: readonly FundMovement[],
  coins: DayContent['coins'],
): StatementRemark[] {
  if (coins.every(({ difference: amount }) => amount === '0')) return [];
  const { readFrom, readUntil, opening, closing } = readings;
  const measured = { accountId: day.accountId, movements, readFrom, readUntil, date: day.date, opening, closing };
  const offsets = agreeingOffsets(measured);
  return offsets.length === 0
    ? []
    : [remark('cut-off-contradicted', `With ${offsetsText(offsets)}, not with ${day.offset} (A34).`)];
}
