import type { Millis } from '../../../functions/shared/core/clock.ts';

/** The exchange's time of an order may lie a little before the one that we signed. */
export const beforeMs = 60_000;

/** When an order was signed, and when its record was seen; both on the exchange's clock. */
export interface OrderMoments {
  readonly signedAt: Millis;
  readonly seenAt: Millis;
}

/** Whether a record's time is one by which reconciliation finds it (A27). */
export function isOfItsTime(time: Millis, { signedAt, seenAt }: OrderMoments): boolean {
  return time >= signedAt - beforeMs && time <= seenAt;
}
