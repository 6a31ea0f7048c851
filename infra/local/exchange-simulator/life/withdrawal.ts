import { add } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { lock, spendLocked, unlock } from '../balances.ts';
import { derive } from '../chance.ts';
import type { FailedReason, FiatFailure, FiatWithdrawal, Withdrawal } from '../records.ts';
import type { World } from '../world.ts';
import { recordFiatWithdrawal, recordWithdrawal } from './flow.ts';

/**
 * Takes a withdrawal on: the quantity and the fee on top of it are locked (ASSUMPTION A6), and time does the rest:
 * under_review, withdrawing, then `successful`, or `failed` with the money given back.
 */
export function beginWithdrawal(world: World, withdrawal: Withdrawal, failedReason: FailedReason | undefined): void {
  const { withdrawalTimings: timings } = world.settings;
  const { accountId, coin, quantity, fee, time } = withdrawal;
  world.records.withdrawals.push(withdrawal);
  lock(world.records.balances, accountId, coin, add(quantity, fee));
  world.agenda.schedule(time + timings.progressAfterMs, () => {
    withdrawal.status = 'withdrawing';
  });
  world.agenda.schedule(time + timings.endAfterMs, (at) => endWithdrawal(world, withdrawal, failedReason, at));
}

function endWithdrawal(world: World, withdrawal: Withdrawal, reason: FailedReason | undefined, at: Millis): void {
  const { accountId, coin, quantity, fee, orderId, chain } = withdrawal;
  if (reason !== undefined) {
    withdrawal.status = 'failed';
    withdrawal.failedReason = reason;
    // Failed ones never reach the fund statement (hashkey-api.md 3.13).
    unlock(world.records.balances, accountId, coin, add(quantity, fee));
    return;
  }
  const hash = derive(world.settings.seed, 'transaction', orderId).toString('hex');
  withdrawal.status = 'successful';
  withdrawal.txId = chain === 'ETH' ? `0x${hash}` : hash;
  spendLocked(world.records.balances, accountId, coin, add(quantity, fee));
  recordWithdrawal(world, withdrawal, at);
}

/**
 * As for crypto, in the words of fiat (hashkey-api.md 3.12): under_review, processing, then `successful`, or `failed` or
 * `return`. ASSUMPTION A6: what failed or came back is given back with its fee.
 */
export function beginFiatWithdrawal(world: World, withdrawal: FiatWithdrawal, failure: FiatFailure | undefined): void {
  const { fiatTimings: timings } = world.settings;
  const { accountId, coin, time } = withdrawal;
  const debit = add(withdrawal.quantity, withdrawal.fee);
  world.records.fiatWithdrawals.push(withdrawal);
  lock(world.records.balances, accountId, coin, debit);
  world.agenda.schedule(time + timings.progressAfterMs, (at) => {
    withdrawal.status = 'processing';
    withdrawal.updatedAt = at;
  });
  world.agenda.schedule(time + timings.endAfterMs, (at) => {
    withdrawal.status = failure ?? 'successful';
    withdrawal.updatedAt = at;
    if (failure !== undefined) {
      unlock(world.records.balances, accountId, coin, debit);
      return;
    }
    spendLocked(world.records.balances, accountId, coin, debit);
    recordFiatWithdrawal(world, withdrawal, at);
  });
}
