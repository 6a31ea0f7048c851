import type { ReasonCode } from '../instruction/reasons.ts';
import type { Policy, RollingLimit } from '../policy/policy.ts';
import { type BookName, type BookSubject, booksFor } from './book-name.ts';
import type { LimitMeasure } from './usage.ts';

/** A book with the limits that hold for it now. */
export interface LimitedBook extends BookName {
  readonly limits: readonly RollingLimit[];
}

/** Why a withdrawal gets no reservation. */
export type LimitReason = Extract<ReasonCode, 'over-rolling-limit' | 'over-count-limit' | 'over-destination-limit'>;

/** The books of a withdrawal, with their limits under this policy. */
export function limitedBooksFor({ withdrawals }: Policy, content: BookSubject): readonly LimitedBook[] {
  const limits = Object.hasOwn(withdrawals, content.coin) ? withdrawals[content.coin] : undefined;
  const ofCoin = limits?.rolling ?? [];
  const ofDestination = limits?.perDestination?.rolling ?? [];
  return booksFor(content).map((name) => ({ ...name, limits: isOfAccount(name) ? ofDestination : ofCoin }));
}

/** What is told to whoever asked for the withdrawal. */
export function limitReasonFor(name: BookName, by: LimitMeasure): LimitReason {
  if (isOfAccount(name)) return 'over-destination-limit';
  return by === 'amount' ? 'over-rolling-limit' : 'over-count-limit';
}

function isOfAccount({ account }: BookName): boolean {
  return account !== undefined;
}
