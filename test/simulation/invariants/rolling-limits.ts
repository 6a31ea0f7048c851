import { add, compare, zero } from '../../../functions/shared/core/amount.ts';
import type { Execution, Invariant } from '../run/observed.ts';
import { isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import { policiesSince } from './item-periods.ts';
import { amountOf, isOurs, mayHaveMoved, windowMs as receiveMs } from './support.ts';

/**
 * Counted by the exchange's times of what it took, in the window that ends with each order: all that left, and what
 * left to the same address.
 */
export const rollingLimits: Invariant = {
  name: 'a rolling limit is never exceeded',
  watch: (observed) => ({
    executed: (execution) => {
      if (execution.kind === 'asset-transfer' || !isOurs(execution)) return undefined;
      const { coin } = execution.order;
      const own = observed.executions.filter(
        (each) => each.kind !== 'asset-transfer' && each.order.coin === coin && isOurs(each) && mayHaveMoved(each),
      );
      const isWithin = policiesSince(observed, observed.now() - receiveMs).some((policy) =>
        keeps(policy, own, execution),
      );
      return isWithin
        ? undefined
        : `with ${execution.order.clientOrderId} at ${new Date(execution.exchangeAt).toISOString()}`;
    },
  }),
};

function keeps(policy: Raw, own: readonly Execution[], last: Execution): boolean {
  const { rolling, perDestination } = recordOf(recordOf(policy.withdrawals)[last.order.coin]);
  const ofDestination = isRecord(perDestination) ? listOf(perDestination.rolling) : [];
  const there = own.filter((each) => addressOf(each) === addressOf(last));
  return (
    listOf(rolling).every((limit) => isWithin(limit, own, last.exchangeAt)) &&
    ofDestination.every((limit) => isWithin(limit, there, last.exchangeAt))
  );
}

function isWithin({ windowMs, amount, count }: Raw, own: readonly Execution[], at: number): boolean {
  const inWindow = own.filter(({ exchangeAt }) => exchangeAt > at - Number(windowMs));
  const used = inWindow.reduce((sum, { order }) => add(sum, order.quantity), zero);
  const isOver = amount !== undefined && compare(used, amountOf(amount)) > 0;
  return !isOver && (count === undefined || inWindow.length <= Number(count));
}

function addressOf({ order }: Execution): string | undefined {
  if ('bankAccount' in order) return order.bankAccount;
  return 'address' in order ? order.address.toLowerCase() : undefined;
}
