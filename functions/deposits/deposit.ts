import type { Amount } from '../shared/core/amount.ts';
import type { Millis } from '../shared/core/clock.ts';
import type { DepositKind } from '../shared/ledger/deposit-kind.ts';
import type { StuckReason } from './deposit-status.ts';

/** A deposit as the exchange lists it now. */
export interface Deposit {
  readonly kind: DepositKind;
  /** The exchange's id of it, `D…` or `FD…`. */
  readonly orderId: string;
  /** When it came, on the exchange's clock. */
  readonly time: Millis;
  /** As the configuration names it. Where it is none of ours, as the exchange writes it. */
  readonly coin: string;
  /** As the exchange writes it, such as `ETH_USDT` (exchange-api.md section 6). */
  readonly exchangeCoin: string;
  /** As far as the exchange's word for the coin tells it. Fiat has none. */
  readonly chain?: string;
  readonly quantity: Amount;
  /** Where it was sent to. Fiat has none. */
  readonly address?: string;
  /** The transaction's hash. */
  readonly transactionHash?: string;
  /** The exchange's own word. */
  readonly status: string;
}

/** What everybody is told of once. */
export type DepositStep = 'seen' | 'credited' | `stuck:${StuckReason}`;

/** A run of a sweep for this deposit. */
export type DepositRun = { readonly sweepId: string } & (
  | { readonly state: 'waiting' }
  /** The queue has it. It may lose it. */
  | { readonly state: 'sent'; readonly sentAt: Millis }
  /** Its instruction is there: what becomes of it is told by that. */
  | { readonly state: 'started' }
  /** The sweep does not run for deposits any more, or the run is too late for any sweep. */
  | { readonly state: 'dropped' }
);

/** What is remembered of a deposit. Being credited is for good, whatever the exchange lists later. */
export interface TrackedDeposit extends Deposit {
  readonly firstSeen: Millis;
  /** When it was first seen to be credited, on our clock. */
  readonly creditedAt?: Millis;
  /** The steps that are on the bus. Those of a later version too. */
  readonly told: readonly string[];
  /** Absent until it is decided which sweeps run for it. */
  readonly runs?: readonly DepositRun[];
}
