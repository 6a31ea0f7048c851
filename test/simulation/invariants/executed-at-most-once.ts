import type { Invariant } from '../run/observed.ts';
import { executionsOf } from './support.ts';

export const executedAtMostOnce: Invariant = {
  name: 'each instruction is executed at most once',
  watch: (observed) => ({
    executed: ({ order, post }) => {
      if (post === undefined) return undefined;
      const all = executionsOf(observed, order.clientOrderId);
      return all.length > 1
        ? `${order.clientOrderId}: ${all.map((each) => each.order.orderId).join(' and ')}`
        : undefined;
    },
  }),
};
