import { add, amount, zero } from '../../../../functions/shared/core/amount.ts';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { assert } from '../../../../functions/shared/core/errors.ts';
import { times } from '../amounts.ts';
import { credit, debit } from '../balances.ts';
import { symbolData } from '../data/symbols.ts';
import { accountOfType, type SimulatorState } from '../simulator-state.ts';
import { beginOrder } from './order.ts';
import { recordFiatWithdrawal, recordReversal, recordTransfer } from './record-movement.ts';
import { completeWithdrawal, lockWithdrawal } from './withdrawal.ts';

interface Names {
  readonly clientOrderId?: string;
  readonly remark?: string;
  /** The fund statement shows it so much later. Infinite: never. */
  readonly lateMs?: Millis;
}

/** Coins by name, accounts by id, amounts as decimal text. */
export type MovementInput = Names &
  (
    | ({ readonly type: 'transfer'; readonly from: string; readonly to: string } & Funds)
    | ({
        readonly type: 'withdraw';
        readonly chain: string;
        readonly address: string;
        readonly feeCoin?: string;
      } & Costly)
    | ({ readonly type: 'fiatWithdraw'; readonly bankAccount: string } & Costly)
    | {
        readonly type: 'trade';
        readonly symbol: string;
        readonly side: 'BUY' | 'SELL';
        /** Of the base. */
        readonly quantity: string;
        readonly fee?: { readonly coin: string; readonly quantity: string };
      }
    | ({
        readonly type: 'reversal';
        readonly accountId: string;
        /** Whether the account gains or loses it. */
        readonly gives: boolean;
        /** The order that it takes back. */
        readonly orderId: string;
      } & Funds)
  );

interface Funds {
  readonly coin: string;
  readonly quantity: string;
}

type Costly = Funds & {
  /** On top of the quantity. */
  readonly fee: string;
};

type Booked<Type extends MovementInput['type']> = Extract<MovementInput, { readonly type: Type }>;

/**
 * A movement that is done at once, past rates, whitelist and signatures: a month of them takes no time. Answers the id
 * of its order.
 */
export function bookMovement(state: SimulatorState, input: MovementInput): string {
  switch (input.type) {
    case 'transfer':
      return bookTransfer(state, input);
    case 'withdraw':
      return bookWithdrawal(state, input);
    case 'fiatWithdraw':
      return bookFiatWithdrawal(state, input);
    case 'trade':
      return bookTrade(state, input);
    case 'reversal':
      return bookReversal(state, input);
  }
}

function bookTransfer(state: SimulatorState, input: Booked<'transfer'>): string {
  const { balances, transfers } = state.records;
  const { from, to, coin } = input;
  const quantity = amount(input.quantity);
  const transfer = { ...begun(state, state.ids.long(), input), from, to, coin, quantity };
  debit(balances, from, coin, quantity);
  credit(balances, to, coin, quantity);
  transfers.push(transfer);
  recordTransfer(state, transfer, { shownTime: transfer.time, visibleAt: transfer.time });
  return transfer.orderId;
}

function bookWithdrawal(state: SimulatorState, input: Booked<'withdraw'>): string {
  const { coin, chain, address, feeCoin = coin } = input;
  const order = begun(state, `W${state.ids.short()}`, input);
  const withdrawal = {
    ...order,
    ...shownAtOnce(order.time),
    accountId: accountOfType(state, 5).id,
    coin,
    chain,
    address,
    quantity: amount(input.quantity),
    fee: amount(input.fee),
    feeCoin,
    platform: '',
    memo: '',
    status: 'successful',
    failedReason: '',
    txId: '',
  } as const;
  state.records.withdrawals.push(withdrawal);
  lockWithdrawal(state, withdrawal);
  completeWithdrawal(state, withdrawal, order.time);
  return order.orderId;
}

function bookFiatWithdrawal(state: SimulatorState, input: Booked<'fiatWithdraw'>): string {
  const { coin, bankAccount } = input;
  const order = begun(state, `FW${state.ids.short()}`, input);
  const [quantity, fee] = [amount(input.quantity), amount(input.fee)];
  const accountId = accountOfType(state, 6).id;
  const shown = { ...order, ...shownAtOnce(order.time), accountId, updatedAt: order.time };
  const withdrawal = { ...shown, coin, bankAccount, quantity, fee, status: 'successful' } as const;
  state.records.fiatWithdrawals.push(withdrawal);
  debit(state.records.balances, accountId, coin, add(quantity, fee));
  recordFiatWithdrawal(state, withdrawal, order.time);
  return order.orderId;
}

function bookTrade(state: SimulatorState, input: Booked<'trade'>): string {
  const { side } = input;
  const symbol = symbolData(input.symbol);
  assert(symbol !== undefined, 'the exchange does not list this symbol');
  const quantity = amount(input.quantity);
  const { base, quote, price } = symbol;
  const { remark: _none, ...order } = begun(state, state.ids.long(), input);
  const fee = input.fee && { coin: input.fee.coin, quantity: amount(input.fee.quantity) };
  beginOrder(
    state,
    {
      ...order,
      updatedAt: order.time,
      accountId: accountOfType(state, 1).id,
      symbol: symbol.symbol,
      side,
      type: 'MARKET',
      price: zero,
      quantity,
      spend: zero,
      locked: side === 'BUY' ? { coin: quote, quantity: times(quantity, price) } : { coin: base, quantity },
      status: 'NEW',
      executed: zero,
      executedQuote: zero,
      fee: fee ?? { coin: base, quantity: zero },
    },
    symbol,
    fee,
  );
  return order.orderId;
}

function bookReversal(state: SimulatorState, input: Booked<'reversal'>): string {
  const { accountId, coin, orderId, gives, lateMs } = input;
  const quantity = amount(input.quantity);
  if (lateMs !== undefined) state.flowDelays.set(orderId, lateMs);
  if (gives) credit(state.records.balances, accountId, coin, quantity);
  else debit(state.records.balances, accountId, coin, quantity);
  recordReversal(state, { orderId, accountId, coin, quantity, time: state.now() }, gives);
  return orderId;
}

function begun(state: SimulatorState, orderId: string, { clientOrderId = '', remark = '', lateMs }: Names) {
  if (lateMs !== undefined) state.flowDelays.set(orderId, lateMs);
  return { orderId, time: state.now(), clientOrderId, remark };
}

function shownAtOnce(time: Millis) {
  return { shownTime: time, visibleAt: time };
}
