import { type Amount, add, compare } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import { currentReading, type ExchangeReadings, type PaymentKind } from './exchange-readings.ts';

/** What is paid, as far as the exchange's terms depend on it. */
export type PaymentSubject =
  | { readonly kind: 'withdrawal'; readonly coin: string; readonly chain: string; readonly quantity: Amount }
  | { readonly kind: 'fiat-withdrawal'; readonly coin: string; readonly quantity: Amount };

/** What the exchange asks of this payment. */
export interface PaymentTerms {
  readonly readAt: Millis;
  readonly isOpen: boolean;
  readonly fee: Amount;
  readonly minimum: Amount;
  /** Absent where there is none. */
  readonly maximum?: Amount;
}

/**
 * Undefined where they are not known: never read, too old, or the exchange does not list the coin on this chain. So it
 * is for fiat: nothing documents what `exchangeInfo` says of payments to banks.
 */
export function termsFor(readings: ExchangeReadings, subject: PaymentSubject, now: Millis): PaymentTerms | undefined {
  if (subject.kind === 'fiat-withdrawal') return undefined;
  const reading = currentReading('terms', readings.terms, now);
  const ofCoin = reading?.value.find(({ coin }) => coin === subject.coin);
  const ofChain = ofCoin?.chains.find(({ chain }) => chain === subject.chain);
  if (reading === undefined || ofCoin === undefined || ofChain === undefined) return undefined;
  const { chain: _named, isOpen, ...terms } = ofChain;
  return { readAt: reading.readAt, ...terms, isOpen: isOpen && ofCoin.isOpen };
}

/** What leaves the account: the quantity, and the fee on top of it (A6). Undefined where the fee is not known. */
export function totalDebit({ quantity }: PaymentSubject, terms: PaymentTerms | undefined): Amount | undefined {
  return terms === undefined ? undefined : add(quantity, terms.fee);
}

/** What is free in the account that a payment leaves from. */
export interface SourceBalance {
  readonly readAt: Millis;
  readonly free: Amount;
}

/** Undefined where it is not known. */
export function sourceBalance(
  readings: ExchangeReadings,
  { kind, coin }: { readonly kind: PaymentKind; readonly coin: string },
  now: Millis,
): SourceBalance | undefined {
  const reading = currentReading('balances', readings.balances, now);
  const balances = reading?.value[kind];
  const free = balances !== undefined && Object.hasOwn(balances, coin) ? balances[coin] : undefined;
  return reading === undefined || free === undefined ? undefined : { readAt: reading.readAt, free };
}

/** Whether a balance is enough, as far as the fee is known. */
export function covers({ free }: SourceBalance, subject: PaymentSubject, terms: PaymentTerms | undefined): boolean {
  return compare(free, totalDebit(subject, terms) ?? subject.quantity) >= 0;
}
