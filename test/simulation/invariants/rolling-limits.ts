import { add, compare, zero } from '../../../functions/base/amount.ts';
import type { Execution, Invariant } from '../run/observed.ts';
import { listOf, recordOf } from '../run/raw.ts';
import { policiesSince } from './standings.ts';
import { amountOf, isOurs, windowMs as receiveMs, stands } from './support.ts';

/** Counted by the exchange's times of what it took, in the window that ends with each order. */
export const rollingLimits: Invariant = {
  name: 'a rolling limit is never exceeded',
  watch: (observed) => ({
    executed: (execution) => {
      if (execution.kind === 'asset-transfer' || !isOurs(execution)) return undefined;
      const { coin } = execution.order;
      const own = observed.executions.filter(
        (each) => each.kind !== 'asset-transfer' && each.order.coin === coin && isOurs(each) && stands(each),
      );
      const isWithin = policiesSince(observed, observed.now() - receiveMs).some((policy) =>
        keeps(recordOf(policy.withdrawals)[coin], own, execution.exchangeAt),
      );
      return isWithin
        ? undefined
        : `with ${execution.order.clientOrderId} at ${new Date(execution.exchangeAt).toISOString()}`;
    },
  }),
};

function keeps(limits: unknown, own: readonly Execution[], at: number): boolean {
  return listOf(recordOf(limits).rolling).every(({ windowMs, amount }) => {
    const inWindow = own.filter(({ exchangeAt }) => exchangeAt > at - Number(windowMs));
    const used = inWindow.reduce((sum, { order }) => add(sum, order.quantity), zero);
    return compare(used, amountOf(amount)) <= 0;
  });
}
