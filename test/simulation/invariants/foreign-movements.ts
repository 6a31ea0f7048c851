import type { Invariant } from '../run/observed.ts';
import { isOurs } from './support.ts';

/** What moved past us is told to people, and nothing of ours is taken for such. */
export const foreignMovements: Invariant = {
  name: 'movements that are not ours are told, and only those',
  watch: (observed) => ({
    ended: () => {
      const told = new Set(
        observed.events.filter(({ type }) => type === 'UnknownMovement').map(({ detail }) => detail.exchangeOrderId),
      );
      const ours = observed.executions.filter(isOurs).find(({ order }) => told.has(order.orderId));
      if (ours !== undefined) return `${ours.order.clientOrderId} is told as a movement that is not ours`;
      const missed = observed.executions.find(
        (each) => !isOurs(each) && isShown(observed.plan.world.hasBalanceFlow, each.kind) && !told.has(each.order.orderId),
      );
      return missed === undefined ? undefined : `${missed.order.orderId} (${missed.order.quantity}) is not told`;
    },
  }),
};

/** Transfers are only in the fund statement. */
function isShown(hasBalanceFlow: boolean, kind: string): boolean {
  return hasBalanceFlow || kind === 'withdrawal';
}
