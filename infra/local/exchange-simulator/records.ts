import type { Amount } from '../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { Json } from './answers.ts';
import type { Balances } from './balances.ts';

/** Numbers of exchange-api.md 3.3: 1 trading, 5 custody, 6 fiat, 9 prefund. */
export type AccountType = 1 | 5 | 6 | 9;

export interface Account {
  /** Our short name for it, such as `trading`. The exchange does not know it. */
  readonly name: string;
  readonly id: string;
  readonly type: AccountType;
  readonly label: string;
}

export interface Transfer {
  readonly orderId: string;
  readonly time: Millis;
  readonly from: string;
  readonly to: string;
  readonly coin: string;
  readonly quantity: Amount;
  readonly clientOrderId: string;
  readonly remark: string;
}

/** Why a withdrawal fails after it was accepted (exchange-api.md 3.6). */
export const failedReasons = ['KYT_FAILED', 'ASSET_FROZEN_FAILED', 'ONCHAIN_FAILED'] as const;
export type FailedReason = (typeof failedReasons)[number];

export interface Withdrawal {
  readonly orderId: string;
  /** When it was accepted. */
  readonly time: Millis;
  /** The time that the records say (ASSUMPTION A27). Later than `time` only under a `late-time` fault. */
  readonly shownTime: Millis;
  /** When the records begin to show it. Later than `time` only under a `lag` or a `late-time` fault. */
  readonly visibleAt: Millis;
  readonly accountId: string;
  readonly coin: string;
  readonly chain: string;
  /** As it was sent. */
  readonly address: string;
  readonly quantity: Amount;
  /** On top of the quantity. */
  readonly fee: Amount;
  /** What the fee is in, where it is not the coin itself. */
  readonly feeCoin?: string;
  readonly clientOrderId: string;
  readonly remark: string;
  readonly platform: string;
  readonly memo: string;
  status: 'under_review' | 'withdrawing' | 'successful' | 'failed';
  failedReason: FailedReason | '';
  txId: string;
}

/** How a payment ends that was accepted and comes to nothing: `return` is the bank's (exchange-api.md 3.12). */
export const fiatFailures = ['failed', 'return'] as const;
export type FiatFailure = (typeof fiatFailures)[number];

export interface FiatWithdrawal {
  readonly orderId: string;
  readonly time: Millis;
  readonly shownTime: Millis;
  readonly visibleAt: Millis;
  readonly accountId: string;
  readonly bankAccount: string;
  readonly coin: string;
  /** What arrives. */
  readonly quantity: Amount;
  /** On top of it. */
  readonly fee: Amount;
  readonly clientOrderId: string;
  readonly remark: string;
  status: 'under_review' | 'processing' | 'successful' | FiatFailure;
  updatedAt: Millis;
}

/** The documented numbers (exchange-api.md 3.8). The sets of the pages differ, so any other number may come too. */
export const depositStatuses = {
  addressAuthentication: 1,
  underReview: 2,
  failed: 3,
  successful: 4,
  refunding: 5,
  refunded: 6,
  refundFailed: 7,
  beingCredited: 8,
  addressCheckFailed: 9,
  failedInternally: 10,
  processing: 12,
} as const;

export interface Deposit {
  readonly orderId: string;
  /** When it arrived. */
  readonly time: Millis;
  /** When the list begins to show it. */
  readonly visibleAt: Millis;
  readonly accountId: string;
  readonly coin: string;
  /** Empty for fiat. */
  readonly chain: string;
  readonly address: string;
  readonly quantity: Amount;
  readonly txId: string;
  /** One of `depositStatuses`, or any other number. */
  status: number;
  refundCode: string;
  refundReason: string;
  /** Whether the account has it: from its success on, until it is refunded. */
  isCredited: boolean;
  updatedAt: Millis;
}

export interface TradingOrder {
  readonly orderId: string;
  readonly time: Millis;
  readonly accountId: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly type: 'LIMIT' | 'LIMIT_MAKER' | 'MARKET';
  /** Zero for a market order. */
  readonly price: Amount;
  readonly quantity: Amount;
  /** What a market order was to spend, where it says so. */
  readonly spend: Amount;
  readonly locked: { readonly coin: string; readonly quantity: Amount };
  status: 'NEW' | 'FILLED' | 'CANCELED';
  executed: Amount;
  executedQuote: Amount;
  fee: { readonly coin: string; readonly quantity: Amount };
  updatedAt: Millis;
}

export interface WhitelistEntry {
  readonly id: string;
  readonly coin: string;
  readonly chain: string;
  readonly address: string;
  /** The two lists are distinct (exchange-api.md 3.11). */
  readonly type: 'Deposit' | 'Withdraw';
  /** Withdrawals are taken from `whitelistDelayMs` after this. */
  readonly addedAt: Millis;
}

export const movementTypes = [
  'trade',
  'deposit',
  'fiatDeposit',
  'withdraw',
  'fiatWithdraw',
  'transfer',
  'reversal',
  'refund',
] as const;
export type MovementType = (typeof movementTypes)[number];

/** One final movement in the fund statement. */
export interface Movement {
  readonly id: string;
  readonly type: MovementType;
  readonly accountIds: readonly string[];
  readonly time: Millis;
  readonly visibleAt: Millis;
  readonly clientOrderId: string;
  readonly remark: string;
  /** The line as the exchange shows it. */
  readonly row: { readonly [name: string]: Json };
}

/** What one key asked for. `weight` is counted but not limited: the budget is not documented (ASSUMPTION A12). */
export interface Traffic {
  requests: number;
  weight: number;
  /** Answers 429 and 418. */
  limited: number;
}

/** All that the exchange knows, as plain data: what a test or a simulation checks the truth against. */
export interface Records {
  readonly accounts: readonly Account[];
  readonly balances: Balances;
  /** Every list rises in time. */
  readonly transfers: Transfer[];
  readonly withdrawals: Withdrawal[];
  readonly fiatWithdrawals: FiatWithdrawal[];
  readonly deposits: Deposit[];
  readonly orders: TradingOrder[];
  readonly whitelist: WhitelistEntry[];
  /** In the order in which the balances moved. */
  readonly movements: Movement[];
  readonly traffic: Map<string, Traffic>;
}
