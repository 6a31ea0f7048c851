import type { AccountId } from '../shared/core/ids.ts';
import { endOfDayBalance } from '../shared/exchange/endpoints/end-of-day-balance.ts';
import { classifyErrorCode } from '../shared/exchange/error-codes.ts';
import { ExchangeRefusedError } from '../shared/exchange/errors.ts';
import { type Balances, balancesOf } from '../shared/statements/balances.ts';
import type { StatementExchange } from './dependencies.ts';

/** Balances at the end of a day. Undefined where the exchange does not have them, or not yet. Throws as reads do. */
export async function readEndOfDay(
  exchange: StatementExchange,
  accountId: AccountId,
  date: string,
): Promise<Balances | undefined> {
  try {
    return balancesOf(await exchange.read(endOfDayBalance, { accountId, date }));
  } catch (error) {
    if (!(error instanceof ExchangeRefusedError) || !isAboutTheDay(error.exchangeCode)) throw error;
    return undefined;
  }
}

/** As against a refusal of our key, our address or our account, which says nothing of the day. */
function isAboutTheDay(code: string): boolean {
  return classifyErrorCode(code).kind === 'refused';
}
