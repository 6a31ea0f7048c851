import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { AccountId } from '../../core/ids.ts';
import type { OutgoingContent } from '../instruction/content.ts';

/** What the exchange asks of a withdrawal of one coin on one chain, as it was last seen. */
export interface ChainTerms {
  /** By the name that requests take, such as `ETH`. */
  readonly chain: string;
  /** On top of the quantity (A6). */
  readonly fee: Amount;
  readonly minimum: Amount;
  /** Absent: there is none. */
  readonly maximum?: Amount;
  /** Whether the exchange lets the coin leave there. */
  readonly isOpen: boolean;
}

export interface CoinTerms {
  readonly coin: string;
  readonly isOpen: boolean;
  /** None for fiat (exchange-api.md 3.15). */
  readonly chains: readonly ChainTerms[];
}

/** By what leaves from there. */
export type PaymentKind = OutgoingContent['kind'];

/** The accounts that payments leave from. Absent where that cannot be told. */
export type SourceAccounts = { readonly [Kind in PaymentKind]?: AccountId };

/** What is free there, by coin. A coin that is absent could not be read; one that the account has none of is zero. */
export type SourceBalances = { readonly [Kind in PaymentKind]?: Readonly<Record<string, Amount>> };

export interface Reading<Value> {
  readonly readAt: Millis;
  readonly value: Value;
}

/**
 * What reconciliation last read of the exchange for those who have no key. Each part is there once it was read. They
 * are old by nature: nothing is sent on them, and what is missing or too old is not known.
 */
export interface ExchangeReadings {
  readonly terms?: Reading<readonly CoinTerms[]>;
  readonly accounts?: Reading<SourceAccounts>;
  readonly balances?: Reading<SourceBalances>;
}

const minute = 60_000;

/** How often each part is read anew. */
export const readEveryMs = { terms: 15 * minute, accounts: 60 * minute, balances: 5 * minute } as const;

/** A part that is older than this says nothing any more: the tick could not read it for a while. */
export const readingMaxAgeMs = { terms: 60 * minute, accounts: 24 * 60 * minute, balances: 15 * minute } as const;

export type ReadingPart = keyof typeof readEveryMs;

/** Whether a part is to be read again. */
export function isDue(readings: ExchangeReadings, part: ReadingPart, now: Millis): boolean {
  const reading = readings[part];
  return reading === undefined || now - reading.readAt >= readEveryMs[part];
}

/** A part that is fresh enough to be used. */
export function currentReading<Value>(
  part: ReadingPart,
  reading: Reading<Value> | undefined,
  now: Millis,
): Reading<Value> | undefined {
  return reading !== undefined && now - reading.readAt <= readingMaxAgeMs[part] ? reading : undefined;
}
