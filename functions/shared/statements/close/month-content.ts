import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { SignedAmount } from '../../core/signed-amount.ts';
import type { MovementType } from '../statement.ts';

/** Raised where a reader of an earlier version would misread the document of a month. */
export const closeVersion = 1;

/** What is known of a day. `before-first`: the account was not watched yet, so nothing is missing. */
export type MonthDayState = 'complete' | 'lost' | 'provisional' | 'missing' | 'unreadable' | 'before-first';

export interface MonthDay {
  readonly account: string;
  /** `yyyy-mm-dd` */
  readonly date: string;
  readonly state: MonthDayState;
  /** SHA-256 of the statement's object, as hex. Absent where there is none. */
  readonly digest?: string;
}

/** What an account had of a coin when the month began and when it ended, as far as its days say. */
export interface MonthBalance {
  readonly account: string;
  readonly coin: string;
  readonly opening: Amount;
  readonly closing: Amount;
  /** What no movement explains: of each day, and what changed from one day to the next. */
  readonly difference: SignedAmount;
}

/** All movements of one type, coin and destination. */
export interface MonthTotal {
  readonly coin: string;
  readonly type: MovementType;
  /** The other side, as far as it is known; empty where it is not. */
  readonly destination: string;
  readonly amount: SignedAmount;
  readonly movements: number;
}

export interface MonthFee {
  readonly coin: string;
  readonly amount: Amount;
}

export interface MonthNote {
  readonly text: string;
  readonly by: string;
  readonly at: Millis;
}

/** A movement that nothing explains but the notes of people, or that has some. */
export interface UnexplainedRow {
  readonly account: string;
  readonly date: string;
  readonly id: string;
  readonly time: Millis;
  readonly type: MovementType;
  readonly coin: string;
  readonly amount: SignedAmount;
  readonly counterparty?: string;
  readonly notes: readonly MonthNote[];
}

/** What two people sign: all of it follows from the statements and the notes. Every list is sorted. */
export interface MonthContent {
  /** `yyyy-mm` */
  readonly month: string;
  readonly accounts: readonly string[];
  readonly days: readonly MonthDay[];
  readonly balances: readonly MonthBalance[];
  readonly totals: readonly MonthTotal[];
  readonly fees: readonly MonthFee[];
  readonly unexplained: readonly UnexplainedRow[];
}

/** Why a month cannot be signed. Empty where it can. */
export function obstaclesOf({ days, unexplained }: MonthContent): string[] {
  const open = days.filter(({ state }) => state !== 'complete' && state !== 'lost' && state !== 'before-first');
  const silent = unexplained.filter(({ notes }) => notes.length === 0);
  return [
    ...open.map(({ account, date, state }) => `${account}.${date} is ${state}`),
    ...silent.map(({ account, date, id }) => `the movement ${id} of ${account}.${date} has no note`),
  ];
}
