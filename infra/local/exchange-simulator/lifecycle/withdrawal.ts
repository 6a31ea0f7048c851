import { type Amount, add } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { type Balances, lock, spendLocked, unlock } from '../balances.ts';
import type { FailedReason, FiatFailure, FiatWithdrawal, Withdrawal } from '../records.ts';
import { derive } from '../seeded-random.ts';
import type { SimulatorState } from '../simulator-state.ts';
import { recordFiatWithdrawal, recordWithdrawal } from './record-movement.ts';

type Move = (balances: Balances, account: string, coin: string, quantity: Amount) => void;

/**
 * Takes a withdrawal on: the quantity and the fee on top of it are locked (ASSUMPTION A6), and time does the rest:
 * under_review, withdrawing, then `successful`, or `failed` with the money given back.
 */
export function beginWithdrawal(
  state: SimulatorState,
  withdrawal: Withdrawal,
  failedReason: FailedReason | undefined,
): void {
  const { withdrawalTimings: timings } = state.settings;
  const { time } = withdrawal;
  state.records.withdrawals.push(withdrawal);
  lockWithdrawal(state, withdrawal);
  state.timedEvents.schedule(time + timings.progressAfterMs, () => {
    withdrawal.status = 'withdrawing';
  });
  state.timedEvents.schedule(time + timings.endAfterMs, (at) => endWithdrawal(state, withdrawal, failedReason, at));
}

function endWithdrawal(
  state: SimulatorState,
  withdrawal: Withdrawal,
  reason: FailedReason | undefined,
  at: Millis,
): void {
  if (reason !== undefined) {
    withdrawal.status = 'failed';
    withdrawal.failedReason = reason;
    // Failed ones never reach the fund statement (exchange-api.md 3.13).
    moveAll(state, withdrawal, unlock);
    return;
  }
  completeWithdrawal(state, withdrawal, at);
}

export function lockWithdrawal(state: SimulatorState, withdrawal: Withdrawal): void {
  moveAll(state, withdrawal, lock);
}

/** What was locked leaves for good. */
export function completeWithdrawal(state: SimulatorState, withdrawal: Withdrawal, at: Millis): void {
  const hash = derive(state.settings.seed, 'transaction', withdrawal.orderId).toString('hex');
  withdrawal.status = 'successful';
  withdrawal.txId = withdrawal.chain === 'ETH' ? `0x${hash}` : hash;
  moveAll(state, withdrawal, spendLocked);
  recordWithdrawal(state, withdrawal, at);
}

function moveAll({ records }: SimulatorState, withdrawal: Withdrawal, move: Move): void {
  const { accountId, coin, quantity, fee, feeCoin = coin } = withdrawal;
  if (feeCoin === coin) {
    move(records.balances, accountId, coin, add(quantity, fee));
    return;
  }
  move(records.balances, accountId, coin, quantity);
  move(records.balances, accountId, feeCoin, fee);
}

/**
 * As for crypto, in the words of fiat (exchange-api.md 3.12): under_review, processing, then `successful`, or `failed`
 * or `return`. ASSUMPTION A6: what failed or came back is given back with its fee.
 */
export function beginFiatWithdrawal(
  state: SimulatorState,
  withdrawal: FiatWithdrawal,
  failure: FiatFailure | undefined,
): void {
  const { fiatTimings: timings } = state.settings;
  const { accountId, coin, time } = withdrawal;
  const debit = add(withdrawal.quantity, withdrawal.fee);
  state.records.fiatWithdrawals.push(withdrawal);
  lock(state.records.balances, accountId, coin, debit);
  state.timedEvents.schedule(time + timings.progressAfterMs, (at) => {
    withdrawal.status = 'processing';
    withdrawal.updatedAt = at;
  });
  state.timedEvents.schedule(time + timings.endAfterMs, (at) => {
    withdrawal.status = failure ?? 'successful';
    withdrawal.updatedAt = at;
    if (failure !== undefined) {
      unlock(state.records.balances, accountId, coin, debit);
      return;
    }
    spendLocked(state.records.balances, accountId, coin, debit);
    recordFiatWithdrawal(state, withdrawal, at);
  });
}
