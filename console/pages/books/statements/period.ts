import type { BodyOfResponse, RequestOf } from '../../../api/routes.ts';
import { lastDays } from '../shared/days.ts';

export type StatementDay = BodyOfResponse<'GET /statements'>['statements'][number];

export type StatementQuery = NonNullable<RequestOf<'GET /statements'>['query']>;

/** Which days are looked at. All accounts and all coins where they are empty. */
export interface Period {
  readonly account: string;
  readonly coin: string;
  readonly from: string;
  readonly to: string;
}

/** As many days as the API shows where none are named. */
const usualDays = 7;

/** The days that an address names; without days the last seven. */
export function periodIn(query: Readonly<Record<string, string>>, now: number): Period {
  const usual = lastDays(usualDays, now);
  const { account = '', coin = '', from = usual.from, to = usual.to } = query;
  return { account, coin, from, to };
}

/** What the file of a period is called. */
export function fileNameOf({ account, coin, from, to }: Period): string {
  const parts = ['statements', account, coin, from, to].filter((part) => part !== '');
  return `${parts.join('-')}.csv`;
}

/** The days account by account, in the order in which they come. */
export function byAccount(days: readonly StatementDay[]): readonly (readonly [string, readonly StatementDay[]])[] {
  const groups = new Map<string, StatementDay[]>();
  for (const day of days) groups.set(day.account, [...(groups.get(day.account) ?? []), day]);
  return [...groups];
}
