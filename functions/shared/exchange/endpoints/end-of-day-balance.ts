import type { AccountId } from '../../core/ids.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { type BalanceList, balanceList } from './balances.ts';

export interface EndOfDayQuery {
  readonly accountId: AccountId;
  /** `yyyy-mm-dd`, at most so many days back. */
  readonly date: string;
}

/** How many days back the exchange knows them (exchange-api.md 3.14). */
export const endOfDayDaysKept = 7;

/** Balances of one account at the end of a day (exchange-api.md 3.14). In which zone it ends: A34. */
export const endOfDayBalance: ReadEndpoint<EndOfDayQuery, BalanceList> = {
  method: 'GET',
  path: '/api/v1/account/eodBalance',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ accountId, date }) => [
    ['accountId', accountId],
    ['reportDate', date],
  ],
  answer: balanceList,
};
