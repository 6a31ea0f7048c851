import { type Balance, type BalanceList, balances } from './endpoints/balances.ts';
import { ExchangeAnswerError } from './errors.ts';

/**
 * The balance of one coin; undefined where the account has none of it. Only that coin has to be readable: what another
 * row says does not matter. Throws ExchangeAnswerError where its own row cannot be read, is there twice, or may be one
 * of those that name no coin.
 */
export function findBalance({ records, unreadable }: BalanceList, coin: string): Balance | undefined {
  const [own, ...others] = records.filter((each) => each.coin === coin);
  if (others.length > 0) throw unreadableBalance(coin, 'is there more than once');
  if (unreadable.some((each) => each.coin === coin)) throw unreadableBalance(coin, 'is not as documented');
  const mayBeNameless = own === undefined && unreadable.some((each) => each.coin === undefined);
  if (mayBeNameless) throw unreadableBalance(coin, 'is missing, and a row names no coin');
  return own;
}

/** The same, where what cannot be read is no more than not known. */
export function balanceOrUnreadable(list: BalanceList, coin: string): Balance | 'none' | 'unreadable' {
  try {
    return findBalance(list, coin) ?? 'none';
  } catch (error) {
    if (!(error instanceof ExchangeAnswerError)) throw error;
    return 'unreadable';
  }
}

function unreadableBalance(coin: string, what: string): ExchangeAnswerError {
  return new ExchangeAnswerError(balances.path, `the balance of ${coin} ${what}`);
}
