import { accounts, bankDestinations } from '../fakes/simulated-policy.ts';
import type { Action } from '../plan/plan.ts';
import { instructionOf } from './raw.ts';
import type { Simulation } from './simulation.ts';

/** A person moves funds at the exchange, past all of our functions. */
export function withdrawManually(
  simulation: Simulation,
  { like, address, remark }: Extract<Action, { kind: 'foreign-withdrawal' }>,
): void {
  const { coin, quantity } = like;
  const names = { clientOrderId: `by-hand-${simulation.timeline.now}`, remark };
  const made =
    like.kind === 'fiat-withdrawal'
      ? simulation.exchange.orderManually('/api/v1/account/fiat/withdraw', {
          bankAccount: bankDestinations.house.bankAccount,
          asset: coin,
          amount: quantity,
          ...names,
        })
      : simulation.exchange.orderManually('/api/v1/account/withdraw', {
          coin,
          chainType: like.chain,
          address,
          quantity,
          ...names,
        });
  reportManual(simulation, made);
}

export function transferManually(simulation: Simulation, action: Extract<Action, { kind: 'foreign-transfer' }>): void {
  const quantity = action.quantity === 'like-last-sweep' ? lastSweepQuantity(simulation) : action.quantity;
  if (quantity === undefined) return;
  const made = simulation.exchange.orderManually(
    '/api/v1/account/assetTransfer',
    {
      fromAccountId: action.from === 'trading' ? accounts.trading.id : accounts.custody.id,
      toAccountId: action.to === 'trading' ? accounts.trading.id : accounts.custody.id,
      coin: 'USDT',
      quantity,
      clientOrderId: `by-hand-${simulation.timeline.now}`,
      remark: action.remark,
    },
    action.lagMs,
  );
  reportManual(simulation, made);
}

/** What a sweep was to move last: a person does the same by hand, because it seems to hang. */
function lastSweepQuantity({ table }: Simulation): string | undefined {
  const transfers = table.all().flatMap((item) => instructionOf(item) ?? []);
  const last = transfers.findLast(({ content, attempts }) => content.kind === 'asset-transfer' && attempts.length > 0);
  return last === undefined ? undefined : String(last.content.quantity);
}

function reportManual(
  { observer, exchange, trace }: Simulation,
  made: ReturnType<Simulation['exchange']['orderManually']>,
): void {
  if (made === undefined) return;
  trace('person', `moves ${made.order.quantity} by hand at the exchange: ${made.order.orderId}`);
  observer.executed({ ...made, at: observer.now(), exchangeAt: exchange.now() });
}
