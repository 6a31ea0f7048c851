import { createHash } from 'node:crypto';
import * as v from 'valibot';

declare const referenceBrand: unique symbol;
/**
 * What names a deposit in the id of the instruction that moves it on. It has no hyphen and begins with a letter, so that
 * it is told from the time of a scheduled run, and from a sweep's own name.
 */
export type DepositReference = string & { readonly [referenceBrand]: true };

/** The exchange's ids: `D` or `FD` with 18 or 19 digits (exchange-api.md 3.8). Others are told by their digest. */
const pattern = /^(?:[A-Z]{1,3}\d{10,20}|X[0-9a-f]{22})$/;
const orderIdPattern = /^[A-Z]{1,3}\d{10,20}$/;

const form = 'the reference of a deposit, such as "D123456789012345678"';

export function isDepositReference(text: string): text is DepositReference {
  return pattern.test(text);
}

export const depositReferenceSchema = v.pipe(v.string(form), v.guard(isDepositReference, form));

/** Always the same one for the same order, of at most 23 characters: with a sweep's name it fits into an id. */
export function depositReference(orderId: string): DepositReference {
  const text = orderIdPattern.test(orderId) ? orderId : `X${digestOf(orderId).slice(0, 22)}`;
  return text as DepositReference;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
