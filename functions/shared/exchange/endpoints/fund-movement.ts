import * as v from 'valibot';
import { type Amount, zero } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { SignedAmount } from '../../core/signed-amount.ts';
import { decimal, id, millis, shownDecimal, signedDecimal, text } from './fields.ts';

/** The types that the fund statement is asked by (exchange-api.md 3.13). */
export const fundMovementTypes = [
  'trade',
  'deposit',
  'fiatDeposit',
  'withdraw',
  'fiatWithdraw',
  'transfer',
  'reversal',
  'refund',
] as const;
export type FundMovementType = (typeof fundMovementTypes)[number];

interface CommonMovement {
  /** Also the cursor of the list. */
  readonly id: string;
  readonly type: FundMovementType;
  readonly time: Millis;
  readonly coin: string;
  readonly exchangeOrderId: string;
  readonly clientOrderId?: string | undefined;
  readonly remark?: string | undefined;
}

/** A row of one account. What its amount and its fee mean: A35. */
export interface EntryMovement extends CommonMovement {
  readonly form: 'entry';
  readonly accountId?: string | undefined;
  /** As it is shown, mostly without a sign. */
  readonly amount: SignedAmount;
  readonly fee: Amount;
  readonly feeCoin: string;
  readonly balanceAfter?: Amount | undefined;
  readonly chain?: string | undefined;
  readonly transactionHash?: string | undefined;
  /** Of a trade, where it says so. */
  readonly side?: 'BUY' | 'SELL' | undefined;
  readonly symbol?: string | undefined;
  /** The other coin of a trade, where the row has both. */
  readonly quote?: { readonly coin: string; readonly amount: Amount } | undefined;
}

/** A row between two accounts of ours. It is in the lists of both. */
export interface TransferMovement extends CommonMovement {
  readonly form: 'transfer';
  readonly from: string;
  readonly to: string;
  readonly amount: Amount;
  readonly fromBalanceAfter?: Amount | undefined;
  readonly toBalanceAfter?: Amount | undefined;
}

export type FundMovement = EntryMovement | TransferMovement;

/** Written as the exchange likes: `Deposit`, `fiatDeposit`. */
const typeField = v.pipe(
  text,
  v.transform((word) => fundMovementTypes.find((type) => type.toLowerCase() === word.toLowerCase())),
  v.picklist(fundMovementTypes),
);
/** Empty is the same as not there. */
const label = v.pipe(
  v.nullish(text, ''),
  v.transform((value) => value || undefined),
);
/** Money: what cannot be read makes the row one that cannot be read. */
const feeField = v.pipe(
  v.nullish(v.union([v.literal(''), decimal]), ''),
  v.transform((value) => value || zero),
);

const common = { id, type: typeField, orderId: id, transactTime: millis, clientOrderId: label, remark: label };
const entry = {
  ...{ ...common, accountId: v.nullish(id), fee: feeField, feeCcy: label, txnId: label },
  side: v.fallback(v.optional(v.picklist(['BUY', 'SELL'])), undefined),
  symbol: label,
};

const cryptoSchema = v.pipe(
  v.object({
    ...{ ...entry, netVaAmount: signedDecimal, vaCcy: text, vaChainType: label, vaBalance: shownDecimal },
    quoteAmount: v.nullish(decimal),
  }),
  // A trade of which one half cannot be told is not half read.
  v.check(({ symbol, vaCcy, quoteAmount }) => !quoteAmount || quoteCoinOf(symbol, vaCcy) !== undefined),
  v.transform(
    (row): EntryMovement => ({
      ...entryOf(row, row.vaCcy),
      amount: row.netVaAmount,
      balanceAfter: row.vaBalance,
      chain: row.vaChainType,
      quote: quoteIn(row),
    }),
  ),
);

const fiatSchema = v.pipe(
  v.object({ ...entry, netFiatAmount: signedDecimal, fiatCcy: text, fiatBalance: shownDecimal }),
  v.transform(
    (row): EntryMovement => ({
      ...entryOf(row, row.fiatCcy),
      amount: row.netFiatAmount,
      balanceAfter: row.fiatBalance,
    }),
  ),
);

const transferSchema = v.pipe(
  v.object({
    ...{ ...common, fromAccountId: id, toAccountId: id, netTransferAmount: decimal, transferCcy: text },
    ...{ fromAccountBalance: shownDecimal, toAccountBalance: shownDecimal },
  }),
  v.transform(
    (row): TransferMovement => ({
      form: 'transfer',
      ...commonOf(row, row.transferCcy),
      from: row.fromAccountId,
      to: row.toAccountId,
      amount: row.netTransferAmount,
      fromBalanceAfter: row.fromAccountBalance,
      toBalanceAfter: row.toAccountBalance,
    }),
  ),
);

/** A row of any form: its fields tell which. */
export const fundMovementSchema: v.GenericSchema<unknown, FundMovement> = v.union([
  transferSchema,
  cryptoSchema,
  fiatSchema,
]);

interface CommonFields {
  readonly id: string;
  readonly type: FundMovementType;
  readonly orderId: string;
  readonly transactTime: Millis;
  readonly clientOrderId?: string | undefined;
  readonly remark?: string | undefined;
}

interface EntryFields extends CommonFields {
  readonly accountId?: string | null | undefined;
  readonly fee: Amount;
  readonly feeCcy?: string | undefined;
  readonly txnId?: string | undefined;
  readonly side?: EntryMovement['side'];
  readonly symbol?: string | undefined;
}

function commonOf({ id: rowId, type, orderId, transactTime, clientOrderId, remark }: CommonFields, coin: string) {
  return { id: rowId, type, time: transactTime, coin, exchangeOrderId: orderId, clientOrderId, remark };
}

function entryOf(row: EntryFields, coin: string) {
  return {
    form: 'entry' as const,
    ...commonOf(row, coin),
    accountId: row.accountId ?? undefined,
    fee: row.fee,
    feeCoin: row.feeCcy ?? coin,
    transactionHash: row.txnId,
    side: row.side,
    symbol: row.symbol,
  };
}

/** ASSUMPTION A35: a row of a trade names its other coin by the symbol alone, such as `BTCUSDT`. */
function quoteCoinOf(symbol: string | undefined, base: string): string | undefined {
  const rest = symbol?.startsWith(base) ? symbol.slice(base.length).replace(/^[-_/]/, '') : '';
  return rest === '' ? undefined : rest;
}

function quoteIn(row: { symbol?: string | undefined; vaCcy: string; quoteAmount?: Amount | null | undefined }) {
  const coin = quoteCoinOf(row.symbol, row.vaCcy);
  return coin === undefined || !row.quoteAmount ? undefined : { coin, amount: row.quoteAmount };
}
