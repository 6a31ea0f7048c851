import type { MissingOrder } from '../shared/statements/missing-orders.ts';

/** What the lists of deposits and withdrawals say of an order. */
export interface OrderFacts {
  readonly transactionHash?: string | undefined;
  /** Ours, that a deposit came in at. */
  readonly depositAddress?: string | undefined;
  /** The address that a withdrawal went to. */
  readonly paidTo?: string | undefined;
}

export interface ReadOrders {
  readonly facts: ReadonlyMap<string, OrderFacts>;
  /** Those that are successful, and should have a row. */
  readonly successful: readonly MissingOrder[];
}
