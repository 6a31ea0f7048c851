import type { TransferContent } from '../../../functions/shared/ledger/instruction/content.ts';

/** The exchange's order ids that are known for each of ours. An id counts once, wherever it was learned. */
export interface KnownOrders {
  add(order: TransferContent, exchangeOrderIds: readonly string[]): void;
  /** How often an order is known to have been executed. */
  count(order: TransferContent): number;
  /** Whether all that is known is among these. */
  areAllIn(exchangeOrderIds: ReadonlySet<string>): boolean;
}

export function knownOrders(): KnownOrders {
  const known = new Map<string, Set<string>>();
  const of = ({ instructionId }: TransferContent): Set<string> => {
    const ids = known.get(instructionId) ?? new Set();
    known.set(instructionId, ids);
    return ids;
  };
  return {
    add: (order, exchangeOrderIds) => {
      for (const id of exchangeOrderIds) of(order).add(id);
    },
    count: (order) => of(order).size,
    areAllIn: (exchangeOrderIds) =>
      [...known.values()].every((ids) => [...ids].every((id) => exchangeOrderIds.has(id))),
  };
}
