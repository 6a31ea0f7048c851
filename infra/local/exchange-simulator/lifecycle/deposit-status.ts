import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { credit, debit } from '../balances.ts';
import { type Deposit, depositStatuses } from '../records.ts';
import type { SimulatorState } from '../simulator-state.ts';
import { recordDeposit, recordRefund, refundIdOf } from './record-movement.ts';

/** What becomes of a deposit, in the numbers of exchange-api.md 3.8. An unknown number moves nothing. */
export interface DepositChange {
  readonly status: number;
  readonly refundCode?: string;
  readonly refundReason?: string;
  /** The fund statement shows what follows from it so much later. Infinite: never. */
  readonly lateMs?: Millis;
}

/**
 * ASSUMPTION A36: only success credits the account, once; a refund that is done takes from the account what it had been
 * credited with. What was never credited goes back without a line in the fund statement.
 */
export function changeDepositStatus(state: SimulatorState, deposit: Deposit, change: DepositChange): void {
  deposit.status = change.status;
  deposit.refundCode = change.refundCode ?? deposit.refundCode;
  deposit.refundReason = change.refundReason ?? deposit.refundReason;
  deposit.updatedAt = state.now();
  if (change.lateMs !== undefined) {
    for (const orderId of [deposit.orderId, refundIdOf(deposit)]) state.flowDelays.set(orderId, change.lateMs);
  }
  if (change.status === depositStatuses.successful && !deposit.isCredited) creditDeposit(state, deposit);
  if (change.status === depositStatuses.refunded && deposit.isCredited) refundDeposit(state, deposit);
}

function creditDeposit(state: SimulatorState, deposit: Deposit): void {
  credit(state.records.balances, deposit.accountId, deposit.coin, deposit.quantity);
  deposit.isCredited = true;
  recordDeposit(state, deposit);
}

function refundDeposit(state: SimulatorState, deposit: Deposit): void {
  debit(state.records.balances, deposit.accountId, deposit.coin, deposit.quantity);
  deposit.isCredited = false;
  recordRefund(state, deposit);
}
