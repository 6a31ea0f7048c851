import type { Millis } from './clock.ts';
import type { HeldReason } from './held-reasons.ts';
import type { ExchangeOrderId } from './ids.ts';

/**
 * What is known after one attempt to move money. There is no fourth kind: what cannot be read with certainty is
 * `unknown`. `exchangeCode` is the exchange's code, or `http-502` and the like where there was none.
 */
export type SubmissionOutcome =
  /** The exchange has it. Not yet settled. */
  | { readonly kind: 'accepted'; readonly exchangeOrderId: ExchangeOrderId }
  /** The exchange refused it for good. */
  | { readonly kind: 'refused'; readonly exchangeCode: string }
  /** Certainly not taken; the same instruction may go later. */
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly exchangeCode: string; readonly notBefore?: Millis }
  /** Nobody knows. Never sent again before it is found or proven absent. */
  | { readonly kind: 'unknown'; readonly exchangeCode: string };
