import type { Millis } from '../../core/clock.ts';
import type { PersonStamp } from '../../core/person.ts';

/**
 * An order at the exchange with the same coin, quantity, accounts or address, and near in time, that is no other
 * instruction's.
 */
export interface NearMatch {
  readonly exchangeOrderId: string;
  /** When the exchange took it, on its clock. */
  readonly time: Millis;
  /** As the exchange writes it. Only withdrawals have one. */
  readonly status?: string;
}

/** So many near matches are kept for the person who looks. More would not help. */
export const nearMatchesMax = 10;

/** What two people decide about money in doubt: it moved, or it did not. Never to send it again. */
export type ResolutionDecision = 'settled' | 'failed';

/** The decision of the last person who said so, which waits for another one. */
export interface ResolutionProposal extends PersonStamp {
  readonly decision: ResolutionDecision;
  /** What it rests on, such as a transaction hash or the exchange's written word. */
  readonly evidence: string;
  /** Who said the same before. Only where it takes more than two. */
  readonly agreedBefore?: readonly PersonStamp[];
}
