import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';

/** The reservation of one attempt in a book. */
export interface Reservation {
  /** `<instructionId>#<attempt>`. */
  readonly id: string;
  readonly quantity: Amount;
  /** Its attempt is written and leaves. From then on only what becomes of that attempt releases the reservation. */
  readonly isLeaving?: true;
  /** On the exchange's clock: when it moved at the latest. Not there while it may move or may have moved. */
  readonly movedAt?: Millis;
}

/** What moved in an hour that is long past, in one sum. It counts until the hour's end has left the window. */
export interface HourlyTotal {
  readonly until: Millis;
  readonly quantity: Amount;
  /** How many withdrawals they were. */
  readonly count: number;
}

/** Everything that counts against the rolling limits of one coin, or of one destination of a coin. */
export interface Book {
  readonly entries: readonly Reservation[];
  readonly hours: readonly HourlyTotal[];
}

export const emptyBook: Book = { entries: [], hours: [] };

export function isReservationInDoubt({ movedAt }: Reservation): boolean {
  return movedAt === undefined;
}
