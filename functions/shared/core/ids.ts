import { assert } from './errors.ts';

declare const idBrand: unique symbol;
type Id<Name extends string> = string & { readonly [idBrand]: Name };

/** The idempotency key of an instruction. It is sent to the exchange unchanged as `clientOrderId`. */
export type InstructionId = Id<'instruction'>;
/** An exchange account id: 18 or 19 digits, beyond what a Number holds. */
export type AccountId = Id<'account'>;
/** The exchange's own id of an order, such as `W…` for a withdrawal. */
export type ExchangeOrderId = Id<'exchange-order'>;

export const instructionIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const accountIdPattern = /^\d{1,20}$/;
export const exchangeOrderIdPattern = /^[A-Za-z0-9_-]{1,64}$/;

export function instructionId(text: string): InstructionId {
  assert(instructionIdPattern.test(text), 'not an instruction id');
  return text as InstructionId;
}

export function accountId(text: string): AccountId {
  assert(accountIdPattern.test(text), 'not an account id');
  return text as AccountId;
}

export function exchangeOrderId(text: string): ExchangeOrderId {
  assert(exchangeOrderIdPattern.test(text), 'not an exchange order id');
  return text as ExchangeOrderId;
}

/** A person is the token's claim, and the same one in capitals. By the name alone: see `comparePeople`. */
export function isSamePerson(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
