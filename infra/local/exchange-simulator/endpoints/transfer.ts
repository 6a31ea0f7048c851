import { credit, debit, hasFree } from '../balances.ts';
import { coinData } from '../data/coins.ts';
import { earlierOrder } from '../duplicates.ts';
import { ExchangeRefusal, illegalParam } from '../exchange-refusal.ts';
import { recordTransfer } from '../lifecycle/record-movement.ts';
import { positiveAmount } from '../params.ts';
import type { Transfer } from '../records.ts';
import type { Call, Endpoint } from '../route.ts';
import { accountById } from '../simulator-state.ts';
import { noteFlowDelay, shownAs } from './visible-records.ts';

/** exchange-api.md 3.4: an internal transfer. Done when it is answered; the time is a number, unlike elsewhere. */
export const assetTransfer: Endpoint = (call) => {
  const { state } = call;
  const request = readTransfer(call);
  const earlier = earlierOrder(state, state.records.transfers, request.clientOrderId, (other) =>
    isSame(request, other),
  );
  if (earlier !== undefined) return answerOf(earlier);
  const { balances, transfers } = state.records;
  const { from, to, coin, quantity } = request;
  // ASSUMPTION A5: the code for a transfer beyond the balance.
  if (!hasFree(balances, from, coin, quantity)) throw new ExchangeRefusal(state.settings.transferShortfall);
  const transfer = { ...request, orderId: state.ids.long() };
  debit(balances, from, coin, quantity);
  credit(balances, to, coin, quantity);
  transfers.push(transfer);
  noteFlowDelay(call, transfer.orderId);
  recordTransfer(state, transfer, shownAs(call));
  return answerOf(transfer);
};

function readTransfer({ state, params, now }: Call): Omit<Transfer, 'orderId'> {
  const from = params.required('fromAccountId');
  const to = params.required('toAccountId');
  const coin = coinData(params.required('coin'));
  const quantityText = params.required('quantity');
  const remark = params.text('remark', 128);
  const clientOrderId = params.text('clientOrderId', 64);
  if (accountById(state, from) === undefined) throw new ExchangeRefusal('-1172');
  if (accountById(state, to) === undefined) throw new ExchangeRefusal('-1173');
  if (from === to) throw new ExchangeRefusal('-1174');
  if (coin === undefined) throw new ExchangeRefusal('-4001');
  const quantity = positiveAmount(quantityText, coin.decimals);
  if (quantity === undefined) throw illegalParam('quantity');
  return { time: now, from, to, coin: coin.coin, quantity, clientOrderId, remark };
}

function isSame(a: Omit<Transfer, 'orderId'>, b: Transfer): boolean {
  return a.from === b.from && a.to === b.to && a.coin === b.coin && a.quantity === b.quantity;
}

function answerOf({ orderId, time, clientOrderId }: Transfer) {
  return { success: true, timestamp: time, clientOrderId, orderId };
}
