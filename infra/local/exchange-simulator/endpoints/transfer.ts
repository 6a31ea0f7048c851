import { credit, debit, hasFree } from '../balances.ts';
import { coinData } from '../data/coins.ts';
import { earlierOrder } from '../duplicates.ts';
import { recordTransfer } from '../life/flow.ts';
import { positiveAmount } from '../params.ts';
import type { Transfer } from '../records.ts';
import { illegal, Refusal } from '../refusal.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountById } from '../world.ts';

/** hashkey-api.md 3.4: an internal transfer. Done when it is answered; the time is a number, unlike elsewhere. */
export const assetTransfer: Endpoint = (call) => {
  const { world, wishes } = call;
  const wanted = readTransfer(call);
  const earlier = earlierOrder(world, world.records.transfers, wanted.clientOrderId, (other) => isSame(wanted, other));
  if (earlier !== undefined) return answerOf(earlier);
  const { balances, transfers } = world.records;
  const { from, to, coin, quantity } = wanted;
  // ASSUMPTION A5: the code for a transfer beyond the balance.
  if (!hasFree(balances, from, coin, quantity)) throw new Refusal(world.settings.transferShortfall);
  const transfer = { ...wanted, orderId: world.ids.long() };
  debit(balances, from, coin, quantity);
  credit(balances, to, coin, quantity);
  transfers.push(transfer);
  recordTransfer(world, transfer, transfer.time + wishes.lagMs);
  return answerOf(transfer);
};

function readTransfer({ world, params, now }: Call): Omit<Transfer, 'orderId'> {
  const from = params.required('fromAccountId');
  const to = params.required('toAccountId');
  const coin = coinData(params.required('coin'));
  const quantityText = params.required('quantity');
  const remark = params.text('remark', 128);
  const clientOrderId = params.text('clientOrderId', 64);
  if (accountById(world, from) === undefined) throw new Refusal('-1172');
  if (accountById(world, to) === undefined) throw new Refusal('-1173');
  if (from === to) throw new Refusal('-1174');
  if (coin === undefined) throw new Refusal('-4001');
  const quantity = positiveAmount(quantityText, coin.decimals);
  if (quantity === undefined) throw illegal('quantity');
  return { time: now, from, to, coin: coin.coin, quantity, clientOrderId, remark };
}

function isSame(a: Omit<Transfer, 'orderId'>, b: Transfer): boolean {
  return a.from === b.from && a.to === b.to && a.coin === b.coin && a.quantity === b.quantity;
}

function answerOf({ orderId, time, clientOrderId }: Transfer) {
  return { success: true, timestamp: time, clientOrderId, orderId };
}
