import { zero } from '../shared/core/amount.ts';
import { negative, positive, sum } from '../shared/core/signed-amount.ts';
import type { DepositOrder } from '../shared/exchange/endpoints/deposit-orders.ts';
import type { FiatDeposit, FiatWithdrawal } from '../shared/exchange/endpoints/fiat-history.ts';
import type { FundMovement } from '../shared/exchange/endpoints/fund-movement.ts';
import type { WithdrawOrder } from '../shared/exchange/endpoints/withdraw-orders.ts';
import { ExchangeRefusedError } from '../shared/exchange/errors.ts';
import {
  RecordsIncompleteError,
  readDeposits,
  readFiatDeposits,
  readFiatWithdrawals,
  readWithdrawals,
} from '../shared/exchange/records.ts';
import type { TimeWindow } from '../shared/exchange/time-window.ts';
import { orderStatusOf } from '../shared/matching/order-status.ts';
import type { MissingOrder } from '../shared/statements/missing-orders.ts';
import type { StatementAccount } from './account.ts';
import type { StatementExchange } from './dependencies.ts';

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

interface KnownOrder extends MissingOrder, OrderFacts {}

/** Lists without a cursor are read in halves, and of a busy account in ever more of them. */
const readsMax = 40;
const crypto = { accountType: '5', types: ['deposit', 'withdraw', 'refund', 'reversal'] } as const;
const fiat = { accountType: '6', types: ['fiatDeposit', 'fiatWithdraw'] } as const;

/**
 * The orders behind the movements of an account, from their own lists, which do not tell the account: coins arrive and
 * leave in custody, bank money in the fiat account (exchange-api.md 3.3). They only add to what the fund statement says,
 * so what cannot be read of them is left out. Throws as reads do.
 */
export async function readOrders(
  exchange: StatementExchange,
  { readType }: StatementAccount,
  window: TimeWindow,
  movements: readonly FundMovement[],
): Promise<ReadOrders> {
  const reader = limitedReader(exchange);
  const type = await readType();
  const concerns = ({ accountType, types }: typeof crypto | typeof fiat) =>
    type === accountType || movements.some((movement) => types.some((each) => each === movement.type));
  const known = [
    ...(concerns(crypto) ? await orNone(() => readCryptoOrders(reader, window)) : []),
    ...(concerns(fiat) ? await orNone(() => readFiatOrders(reader, window)) : []),
  ];
  const isOwn = type === crypto.accountType || type === fiat.accountType;
  return { facts: new Map(known.map((order) => [order.exchangeOrderId, order])), successful: isOwn ? known : [] };
}

function limitedReader(exchange: StatementExchange): Pick<StatementExchange, 'read'> {
  let reads = 0;
  return {
    read: (endpoint, input) => {
      reads += 1;
      if (reads > readsMax) throw new RecordsIncompleteError('orders');
      return exchange.read(endpoint, input);
    },
  };
}

async function orNone(read: () => Promise<KnownOrder[]>): Promise<KnownOrder[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RecordsIncompleteError || error instanceof ExchangeRefusedError) return [];
    throw error;
  }
}

async function readCryptoOrders(reader: Pick<StatementExchange, 'read'>, window: TimeWindow): Promise<KnownOrder[]> {
  const { records: deposits } = await readDeposits(reader, window);
  const { records: withdrawals } = await readWithdrawals(reader, window, false);
  return [
    ...deposits.filter(({ statusCode }) => statusCode === creditedCode).map(ofDeposit),
    ...withdrawals.filter(({ status }) => orderStatusOf('withdrawal', status) === 'settled').map(ofWithdrawal),
  ];
}

async function readFiatOrders(reader: Pick<StatementExchange, 'read'>, window: TimeWindow): Promise<KnownOrder[]> {
  const { records: deposits } = await readFiatDeposits(reader, window);
  const { records: withdrawals } = await readFiatWithdrawals(reader, window, false);
  const isSettled = ({ status }: FiatDeposit | FiatWithdrawal) =>
    orderStatusOf('fiat-withdrawal', status) === 'settled';
  return [...deposits.filter(isSettled).map(ofFiatDeposit), ...withdrawals.filter(isSettled).map(ofFiatWithdrawal)];
}

/** Successful (exchange-api.md 3.8). */
const creditedCode = '4';

function ofDeposit({ depositOrderId, coin, quantity, address, txId }: DepositOrder): KnownOrder {
  const amount = positive(quantity);
  // Written with its chain in front, or plain (exchange-api.md section 6).
  const plain = coin.split('_').at(-1) ?? coin;
  return { exchangeOrderId: depositOrderId, coin: plain, amount, depositAddress: address, transactionHash: txId };
}

function ofWithdrawal({ exchangeOrderId, coin, quantity, fee, address, txId }: WithdrawOrder): KnownOrder {
  const amount = sum([negative(quantity), negative(fee ?? zero)]);
  return { exchangeOrderId, coin, amount, paidTo: address, transactionHash: txId };
}

function ofFiatDeposit({ exchangeOrderId, coin, quantity }: FiatDeposit): KnownOrder {
  return { exchangeOrderId, coin, amount: positive(quantity) };
}

function ofFiatWithdrawal({ exchangeOrderId, coin, quantity, fee }: FiatWithdrawal): KnownOrder {
  return { exchangeOrderId, coin, amount: sum([negative(quantity), negative(fee ?? zero)]) };
}
