import type { OutgoingContent } from '../instruction/content.ts';
import type { ReasonCode } from '../instruction/reasons.ts';
import type { Policy, RollingLimit } from '../policy/policy.ts';
import type { LimitMeasure } from './usage.ts';

/** Names a book: that of a coin, or that of one destination of the coin. */
export interface BookName {
  readonly coin: string;
  readonly destination?: string;
}

/** A book with the limits that hold for it now. */
export interface LimitedBook extends BookName {
  readonly limits: readonly RollingLimit[];
}

/** What decides in which books a withdrawal is entered. */
type BookSubject = Pick<OutgoingContent, 'coin' | 'destination'>;

/** Why a withdrawal gets no reservation. */
export type LimitReason = Extract<ReasonCode, 'over-rolling-limit' | 'over-count-limit' | 'over-destination-limit'>;

/**
 * The books that a withdrawal is entered in. Also where no limit holds for them: one that comes into force tomorrow counts
 * what left today. The destination's comes first: who finds it full has then taken nothing from those to other destinations.
 */
export function booksFor({ coin, destination }: BookSubject): readonly BookName[] {
  return [{ coin, destination }, { coin }];
}

/** The same books, with their limits under this policy. */
export function limitedBooksFor({ withdrawals }: Policy, content: BookSubject): readonly LimitedBook[] {
  const limits = Object.hasOwn(withdrawals, content.coin) ? withdrawals[content.coin] : undefined;
  const ofCoin = limits?.rolling ?? [];
  const ofDestination = limits?.perDestination?.rolling ?? [];
  return booksFor(content).map((name) => ({ ...name, limits: isOfDestination(name) ? ofDestination : ofCoin }));
}

/** What is told to whoever asked for the withdrawal. */
export function limitReasonFor(name: BookName, by: LimitMeasure): LimitReason {
  if (isOfDestination(name)) return 'over-destination-limit';
  return by === 'amount' ? 'over-rolling-limit' : 'over-count-limit';
}

function isOfDestination({ destination }: BookName): boolean {
  return destination !== undefined;
}
