import { type Amount, add, subtractToZero, zero } from '../core/amount.ts';
import { negative, positive, type SignedAmount, sizeOf } from '../core/signed-amount.ts';
import type { EntryMovement, FundMovement, TransferMovement } from '../exchange/endpoints/fund-movement.ts';

/** What a movement does to one coin of one account, without what is only told of it. */
export interface CoinChange {
  readonly coin: string;
  /** Without the fee. */
  readonly amount: SignedAmount;
  readonly fee: Amount;
  readonly feeCoin: string;
  readonly balanceAfter?: Amount;
}

/** One change, or two for a trade whose row has both its coins. */
export type MovementReading = readonly CoinChange[];

/**
 * The ways to read a movement, the assumed one first. ASSUMPTION A35: the exchange documents neither the sign of a row
 * nor whether its fee is within the amount. Empty where it changes nothing of this account.
 */
export function readingsOf(movement: FundMovement, accountId: string): readonly MovementReading[] {
  return movement.form === 'transfer' ? transferReadings(movement, accountId) : entryReadings(movement, accountId);
}

function transferReadings(transfer: TransferMovement, accountId: string): readonly MovementReading[] {
  const { from, to, coin, amount, fromBalanceAfter, toBalanceAfter } = transfer;
  const free = { coin, fee: zero, feeCoin: coin };
  if (from === to) return [];
  if (from === accountId) return [[{ ...free, amount: negative(amount), ...shown(fromBalanceAfter) }]];
  if (to === accountId) return [[{ ...free, amount: positive(amount), ...shown(toBalanceAfter) }]];
  return [];
}

function entryReadings(entry: EntryMovement, accountId: string): readonly MovementReading[] {
  if (entry.accountId !== undefined && entry.accountId !== accountId) return [];
  return waysToRead(entry).map((read) => read(entry));
}

type Reading = (entry: EntryMovement) => MovementReading;

function waysToRead(entry: EntryMovement): readonly Reading[] {
  const isDebit = entry.amount.startsWith('-');
  switch (entry.type) {
    case 'withdraw':
    case 'fiatWithdraw':
    case 'transfer':
      return [debit, debitWithFee];
    case 'deposit':
    case 'fiatDeposit':
      return isDebit ? [debit, debitWithFee] : [creditWithoutFee, credit];
    case 'refund':
      return isDebit ? [debit] : [debit, debitWithFee, credit];
    case 'reversal':
      if (isDebit) return [debit];
      return isOfWithdrawal(entry) ? [credit, debit] : [debit, credit];
    case 'trade':
      if (isDebit) return [sold];
      return isSold(entry) ? [sold, bought] : [bought, sold];
  }
}

/** The amount arrives, and the fee is taken beside it. */
const credit: Reading = (entry) => [{ ...told(entry), amount: positive(sizeOf(entry.amount)) }];
/** The amount is what is left after the fee. */
const creditWithoutFee: Reading = (entry) => [
  { ...told(entry), amount: positive(add(sizeOf(entry.amount), ownFee(entry))) },
];
/** The amount leaves, and the fee is taken on top. */
const debit: Reading = (entry) => [{ ...told(entry), amount: negative(sizeOf(entry.amount)) }];
/** The amount is all that is taken, the fee with it. */
const debitWithFee: Reading = (entry) => [
  { ...told(entry), amount: negative(subtractToZero(sizeOf(entry.amount), ownFee(entry))) },
];
const bought: Reading = (entry) => [...credit(entry), ...otherLeg(entry, negative)];
const sold: Reading = (entry) => [...debit(entry), ...otherLeg(entry, positive)];

function otherLeg({ quote }: EntryMovement, signed: (size: Amount) => SignedAmount): MovementReading {
  if (quote === undefined) return [];
  return [{ coin: quote.coin, amount: signed(quote.amount), fee: zero, feeCoin: quote.coin }];
}

/** A side is the base coin's: who buys it pays with the other one. */
function isSold({ side, symbol, coin }: EntryMovement): boolean {
  const isOtherCoin = symbol !== undefined && !symbol.startsWith(coin) && symbol.endsWith(coin);
  return side === (isOtherCoin ? 'BUY' : 'SELL');
}

/** What is taken back of a withdrawal is given back. Anything else that is taken back had arrived. */
function isOfWithdrawal({ exchangeOrderId }: EntryMovement): boolean {
  return /^([a-z]+_)?(W|FW|NFW)\d/.test(exchangeOrderId);
}

/** A fee in another coin is never within the amount. */
function ownFee({ coin, fee, feeCoin }: EntryMovement): Amount {
  return feeCoin === coin ? fee : zero;
}

function told({ coin, fee, feeCoin, balanceAfter }: EntryMovement): Omit<CoinChange, 'amount'> {
  return { coin, fee, feeCoin, ...shown(balanceAfter) };
}

function shown(balanceAfter: Amount | undefined): Pick<CoinChange, 'balanceAfter'> {
  return balanceAfter === undefined ? {} : { balanceAfter };
}
