import { add, compare, zero } from '../../../functions/base/amount.ts';
import type { PolicyOptions } from '../plan/plan.ts';
import type { Execution, Invariant } from '../run/observed.ts';
import { policiesInForce } from './allowed-when-sent.ts';
import { amountOf, isOurs, stands } from './support.ts';

/** Counted by the exchange's times of what it took, in the window that ends with each order. */
export const rollingLimits: Invariant = {
  name: 'a rolling limit is never exceeded',
  watch: (observed) => ({
    executed: (execution) => {
      if (execution.kind !== 'withdrawal' || !isOurs(execution)) return undefined;
      const own = observed.executions.filter((each) => each.kind === 'withdrawal' && isOurs(each) && stands(each));
      const isWithin = policiesInForce(observed).some((policy) => keeps(policy, own, execution.exchangeAt));
      return isWithin
        ? undefined
        : `with ${execution.order.clientOrderId} at ${new Date(execution.exchangeAt).toISOString()}`;
    },
  }),
};

function keeps({ rolling }: PolicyOptions, own: readonly Execution[], at: number): boolean {
  return rolling.every(({ windowMs, amount }) => {
    const inWindow = own.filter(({ exchangeAt }) => exchangeAt > at - windowMs);
    const used = inWindow.reduce((sum, { order }) => add(sum, order.quantity), zero);
    return compare(used, amountOf(amount)) <= 0;
  });
}
