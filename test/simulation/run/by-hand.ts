import { accounts, bankDestinations } from '../ground/policy.ts';
import type { Action } from '../plan/plan.ts';
import type { House } from './house.ts';
import { instructionOf } from './raw.ts';

/** A person moves funds at the exchange, past all of our functions. */
export function withdrawByHand(
  house: House,
  { like, address, remark }: Extract<Action, { kind: 'foreign-withdrawal' }>,
): void {
  const { coin, quantity } = like;
  const names = { clientOrderId: `by-hand-${house.timeline.now}`, remark };
  const made =
    like.kind === 'fiat-withdrawal'
      ? house.world.byHand('/api/v1/account/fiat/withdraw', {
          bankAccount: bankDestinations.house.bankAccount,
          asset: coin,
          amount: quantity,
          ...names,
        })
      : house.world.byHand('/api/v1/account/withdraw', { coin, chainType: like.chain, address, quantity, ...names });
  tellForeign(house, made);
}

export function transferByHand(house: House, action: Extract<Action, { kind: 'foreign-transfer' }>): void {
  const quantity = action.quantity === 'like-last-sweep' ? lastSweepQuantity(house) : action.quantity;
  if (quantity === undefined) return;
  const made = house.world.byHand(
    '/api/v1/account/assetTransfer',
    {
      fromAccountId: action.from === 'trading' ? accounts.trading.id : accounts.custody.id,
      toAccountId: action.to === 'trading' ? accounts.trading.id : accounts.custody.id,
      coin: 'USDT',
      quantity,
      clientOrderId: `by-hand-${house.timeline.now}`,
      remark: action.remark,
    },
    action.lagMs,
  );
  tellForeign(house, made);
}

/** What a sweep was to move last: a person does the same by hand, because it seems to hang. */
function lastSweepQuantity({ table }: House): string | undefined {
  const transfers = table.all().flatMap((item) => instructionOf(item) ?? []);
  const last = transfers.findLast(({ content, attempts }) => content.kind === 'asset-transfer' && attempts.length > 0);
  return last === undefined ? undefined : String(last.content.quantity);
}

function tellForeign({ observer, world, note }: House, made: ReturnType<House['world']['byHand']>): void {
  if (made === undefined) return;
  note('person', `moves ${made.order.quantity} by hand at the exchange: ${made.order.orderId}`);
  observer.executed({ ...made, at: observer.now(), exchangeAt: world.now() });
}
