import * as v from 'valibot';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import type { DepositOrder } from '../shared/exchange/endpoints/deposit-orders.ts';
import type { FiatDeposit } from '../shared/exchange/endpoints/fiat-history.ts';
import { type RecordList, shownHash } from '../shared/exchange/endpoints/fields.ts';
import { readDeposits, readFiatDeposits } from '../shared/exchange/records.ts';
import type { TimeWindow } from '../shared/exchange/time-window.ts';
import type { DepositKind } from '../shared/ledger/deposit-kind.ts';
import type { Deposit } from './deposit.ts';
import { readDepositCoin } from './deposit-coin.ts';

/** Printed text, and not so much of it that an event or an item would be too large. */
const word = v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,64}$/));
const addressText = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{0,256}$/));

/**
 * All deposits of a kind that the exchange lists in a window. Throws RecordsIncompleteError rather than giving a part. A
 * row that is not as documented is counted, and costs only itself. `coins` are those of the configuration.
 */
export async function listDeposits(
  exchange: Pick<ExchangeClient, 'read'>,
  kind: DepositKind,
  window: TimeWindow,
  coins: readonly string[],
): Promise<RecordList<Deposit>> {
  if (kind === 'fiat') return mapped(await readFiatDeposits(exchange, window), fiatDeposit);
  return mapped(await readDeposits(exchange, window), (row) => cryptoDeposit(row, coins));
}

function mapped<Row>(
  { records, unreadable }: RecordList<Row>,
  read: (row: Row) => Deposit | undefined,
): RecordList<Deposit> {
  const deposits = records.flatMap((row) => read(row) ?? []);
  return { records: deposits, unreadable: unreadable + records.length - deposits.length };
}

function cryptoDeposit(row: DepositOrder, coins: readonly string[]): Deposit | undefined {
  const { depositOrderId: orderId, time, coin: exchangeCoin, address, quantity, statusCode: status } = row;
  if (!v.is(word, exchangeCoin) || !v.is(word, status) || !v.is(addressText, address)) return undefined;
  const hash = v.parse(shownHash, row.txId);
  return {
    kind: 'crypto',
    orderId,
    time,
    ...(readDepositCoin(exchangeCoin, coins) ?? { coin: exchangeCoin }),
    exchangeCoin,
    quantity,
    ...(address === '' ? {} : { address }),
    ...(hash === undefined ? {} : { transactionHash: hash }),
    status,
  };
}

function fiatDeposit({ exchangeOrderId: orderId, time, coin, quantity, status }: FiatDeposit): Deposit | undefined {
  if (!v.is(word, coin) || !v.is(word, status)) return undefined;
  return { kind: 'fiat', orderId, time, coin, exchangeCoin: coin, quantity, status };
}
