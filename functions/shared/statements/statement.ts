import type { Amount } from '../core/amount.ts';
import type { Millis } from '../core/clock.ts';
import type { AccountId } from '../core/ids.ts';
import type { SignedAmount } from '../core/signed-amount.ts';
import { type FundMovementType, fundMovementTypes } from '../exchange/endpoints/fund-movement.ts';
import type { RegistryHead } from '../passkeys/registry-head.ts';

/** Raised where a reader of an earlier version would misread a statement. New fields do not raise it. */
export const statementVersion = 1;

export { type FundMovementType as MovementType, fundMovementTypes as movementTypes };

/** A day of one account. Days have the exchange's own bounds: `from` belongs to it, `to` to the next. */
export interface StatementDay {
  /** The name in our configuration, such as `custody`. */
  readonly account: string;
  readonly accountId: AccountId;
  /** `yyyy-mm-dd`, as the exchange names its end-of-day balances. */
  readonly date: string;
  /** The offset of the zone that the day ends in, such as `+08:00` (A34). */
  readonly offset: string;
  readonly from: Millis;
  readonly to: Millis;
}

/** The statement of one account for one day. Written once, and never changed. */
export type Statement =
  | ({ readonly kind: 'complete' } & StatementDay & StatementContent)
  /** The exchange does not have the day any more: nothing can make it again. */
  | ({ readonly kind: 'lost'; readonly reason: string } & StatementDay & StatementLink);

export interface StatementLink {
  readonly madeAt: Millis;
  /** SHA-256 of the object of the day before, as hex. Absent on the first of an account. */
  readonly previous?: string;
  /** What the registry of devices came to when it was made. Absent on older ones, and where it could not be read. */
  readonly registry?: RegistryHead;
}

export interface StatementContent extends StatementLink {
  /** Sorted by time, then by the exchange's id as a number. */
  readonly rows: readonly StatementRow[];
  /** One for each coin that has a balance or a row, sorted by name. */
  readonly coins: readonly CoinTotal[];
  /** What the statement knows that its numbers do not show, such as a movement that the flow does not list. */
  readonly remarks: readonly StatementRemark[];
}

/** One change of one balance. A transfer is in both its accounts; a trade is two rows with one id. */
export interface StatementRow {
  /** Of the exchange's row. */
  readonly id: string;
  readonly time: Millis;
  readonly type: FundMovementType;
  readonly coin: string;
  /** Without the fee. */
  readonly amount: SignedAmount;
  /** Taken from the same account beside the amount. Zero where there is none. */
  readonly fee: Amount;
  /** The coin of the fee. */
  readonly feeCoin: string;
  /** What the exchange says that the account had of the coin afterwards. */
  readonly balanceAfter?: Amount;
  readonly exchangeOrderId: string;
  readonly clientOrderId?: string;
  readonly transactionHash?: string;
  /** As requests name it, such as `ETH`. */
  readonly chain?: string;
  /** An address, a bank account, or the name of another account of ours, as far as it is known. */
  readonly counterparty?: string;
  /** The address of ours that a deposit came in at. */
  readonly depositAddress?: string;
  readonly remark?: string;
  /** Absent: unmatched. */
  readonly instruction?: MatchedInstruction;
}

/** Our instruction behind a row. */
export interface MatchedInstruction {
  readonly id: string;
  readonly kind: string;
  readonly requestedBy: string;
  readonly approvedBy: readonly string[];
}

/** opening + movements + difference = closing, exactly. */
export interface CoinTotal {
  readonly coin: string;
  readonly opening: Amount;
  /** All amounts and fees of the coin. */
  readonly movements: SignedAmount;
  readonly closing: Amount;
  /** Zero where the statement balances. */
  readonly difference: SignedAmount;
}

export interface StatementRemark {
  /** Of `remark-codes.ts`. A reader takes others too. */
  readonly code: string;
  readonly message: string;
  readonly coin?: string;
  readonly amount?: SignedAmount;
  /** The row that it is about, by the exchange's id. */
  readonly rowId?: string;
  /** The day that it is about, where that is another one. */
  readonly date?: string;
}
