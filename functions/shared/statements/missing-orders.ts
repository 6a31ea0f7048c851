import type { SignedAmount } from '../core/signed-amount.ts';
import type { FundMovement } from '../exchange/endpoints/fund-movement.ts';
import { remark } from './remarks.ts';
import type { CoinTotal, StatementRemark } from './statement.ts';

/** A deposit or a withdrawal that is successful in its own list. */
export interface MissingOrder {
  readonly exchangeOrderId: string;
  readonly coin: string;
  /** With its fee. */
  readonly amount: SignedAmount;
}

/**
 * Orders without a row. Only of coins that do not balance: an order that ends on a later day has its row there, and
 * nothing is missing then.
 */
export function missingOrders(
  orders: readonly MissingOrder[],
  movements: readonly FundMovement[],
  coins: readonly CoinTotal[],
): StatementRemark[] {
  const differing = new Set(coins.filter(({ difference }) => difference !== '0').map(({ coin }) => coin));
  const shown = new Set(movements.map(({ exchangeOrderId }) => exchangeOrderId));
  return orders
    .filter(({ coin, exchangeOrderId }) => differing.has(coin) && !shown.has(exchangeOrderId))
    .map(({ coin, amount, exchangeOrderId }) => remark('not-in-flow', `Order ${exchangeOrderId}.`, { coin, amount }));
}
