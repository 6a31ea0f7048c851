import { ExchangeRefusal } from './exchange-refusal.ts';
import type { SimulatorState } from './simulator-state.ts';

/**
 * Looks for an earlier order with the same clientOrderId at the same endpoint. ASSUMPTION A3: it is refused with -1024,
 * or answered again, or done again, as the option says; an order that was refused leaves its id free (A4), and one that
 * failed later does not. Gives the order to answer again, or undefined to go on.
 */
export function earlierOrder<Order extends { readonly clientOrderId: string }>(
  state: SimulatorState,
  orders: readonly Order[],
  clientOrderId: string,
  isSame: (order: Order) => boolean,
): Order | undefined {
  if (clientOrderId === '' || state.settings.duplicates === 'execute') return undefined;
  const earlier = orders.find((order) => order.clientOrderId === clientOrderId);
  if (earlier === undefined) return undefined;
  if (state.settings.duplicates === 'replay' && isSame(earlier)) return earlier;
  throw new ExchangeRefusal('-1024');
}
