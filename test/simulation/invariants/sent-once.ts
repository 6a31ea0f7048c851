import { compare } from '../../../functions/shared/core/amount.ts';
import type { Execution, Invariant } from '../run/observed.ts';
import { executionsOf } from './support.ts';

/** People sign a payment once, whoever makes the table say that it is still to be sent. */
export const sentOnce: Invariant = {
  name: 'what was signed is executed once',
  watch: (observed) => {
    const isAsked = (observed.plan.world.devices?.floor ?? 'off') !== 'off';
    if (!isAsked) return {};
    return {
      executed: (execution) => {
        const { kind, order, post } = execution;
        if (post === undefined || kind === 'asset-transfer') return undefined;
        const all = executionsOf(observed, order.clientOrderId).filter((each) => isSame(each, execution));
        return all.length > 1
          ? `${order.clientOrderId}: ${all.map((each) => each.order.orderId).join(' and ')}`
          : undefined;
      },
    };
  },
};

/** The same content: what is changed is signed anew. */
function isSame(a: Execution, b: Execution): boolean {
  return placeOf(a) === placeOf(b) && compare(a.order.quantity, b.order.quantity) === 0;
}

function placeOf(execution: Execution): string | undefined {
  switch (execution.kind) {
    case 'asset-transfer':
      return undefined;
    case 'withdrawal':
      return execution.order.address;
    case 'fiat-withdrawal':
      return execution.order.bankAccount;
  }
}
