import { add } from '../../core/amount.ts';
import { iso, type Millis } from '../../core/clock.ts';
import type { ResponseType } from '../../core/response-type.ts';
import { covers, type PaymentSubject, type PaymentTerms, type SourceBalance } from './payment-terms.ts';
import type { balanceViewSchema, termsViewSchema } from './view-schema.ts';

/** What the exchange asks of a payment, for people. */
export function termsView(
  subject: PaymentSubject,
  terms: PaymentTerms | undefined,
  now: Millis,
): ResponseType<typeof termsViewSchema> {
  if (terms === undefined) return { known: false };
  const { readAt, isOpen, ...known } = terms;
  return { ...readTime(readAt, now), open: isOpen, ...known, totalDebit: add(subject.quantity, known.fee) };
}

/** What is there for a payment, for people. */
export function balanceView(
  subject: PaymentSubject,
  balance: SourceBalance | undefined,
  terms: PaymentTerms | undefined,
  now: Millis,
): ResponseType<typeof balanceViewSchema> {
  if (balance === undefined) return { known: false };
  return { ...readTime(balance.readAt, now), free: balance.free, enough: covers(balance, subject, terms) };
}

function readTime(readAt: Millis, now: Millis) {
  return { known: true as const, readAt: iso(readAt), ageSeconds: ageSeconds(readAt, now) };
}

/** Never below zero: two clocks may differ a little. */
export function ageSeconds(since: Millis, now: Millis): number {
  return Math.max(0, Math.floor((now - since) / 1_000));
}
