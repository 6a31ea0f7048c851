import { add, compare, zero } from '../../../functions/base/amount.ts';
import type { PolicyOptions, Rolling } from '../plan/plan.ts';
import type { Execution, Invariant } from '../run/observed.ts';
import { policiesInForce } from './allowed-when-sent.ts';
import { amountOf, isOurs, stands } from './support.ts';

/**
 * Counted by the exchange's times of what it took, in the window that ends with each order: all that left, and what left to
 * the same address.
 */
export const rollingLimits: Invariant = {
  name: 'a rolling limit is never exceeded',
  watch: (observed) => ({
    executed: (execution) => {
      if (execution.kind !== 'withdrawal' || !isOurs(execution)) return undefined;
      const own = observed.executions.filter((each) => each.kind === 'withdrawal' && isOurs(each) && stands(each));
      const isWithin = policiesInForce(observed).some((policy) => keeps(policy, own, execution));
      return isWithin
        ? undefined
        : `with ${execution.order.clientOrderId} at ${new Date(execution.exchangeAt).toISOString()}`;
    },
  }),
};

function keeps({ rolling, perDestination }: PolicyOptions, own: readonly Execution[], last: Execution): boolean {
  const there = own.filter((each) => addressOf(each) === addressOf(last));
  return (
    rolling.every((limit) => isWithin(limit, own, last.exchangeAt)) &&
    (perDestination?.rolling ?? []).every((limit) => isWithin(limit, there, last.exchangeAt))
  );
}

function isWithin({ windowMs, amount, count }: Rolling, own: readonly Execution[], at: number): boolean {
  const inWindow = own.filter(({ exchangeAt }) => exchangeAt > at - windowMs);
  const used = inWindow.reduce((sum, { order }) => add(sum, order.quantity), zero);
  const isOver = amount !== undefined && compare(used, amountOf(amount)) > 0;
  return !isOver && (count === undefined || inWindow.length <= count);
}

function addressOf({ order }: Execution): string | undefined {
  return 'address' in order ? order.address : undefined;
}
