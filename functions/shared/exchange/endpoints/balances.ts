import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { AccountId } from '../../core/ids.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, text } from './fields.ts';

export interface Balance {
  readonly coin: string;
  /** What may be moved now. */
  readonly free: Amount;
  readonly locked: Amount;
  readonly total: Amount;
}

/** A row that is not as documented, such as one with a negative amount. */
export interface UnreadableBalance {
  /** Where even that cannot be read, it may be the row of any coin. */
  readonly coin?: string;
}

/** The coins of an account. An odd row costs its own coin, and hides no other: see find-balance.ts. */
export interface BalanceList {
  readonly records: readonly Balance[];
  readonly unreadable: readonly UnreadableBalance[];
}

/** Balances of one account (exchange-api.md 3.2). ASSUMPTION A21: `accountId` takes any of our accounts. */
export const balances: ReadEndpoint<{ accountId: AccountId }, BalanceList> = {
  method: 'GET',
  path: '/api/v1/account',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ accountId }) => [['accountId', accountId]],
  answer: v.lazy(() => balanceList),
};

const rowSchema = v.pipe(
  v.object({ asset: text, total: decimal, free: decimal, locked: decimal }),
  v.transform(({ asset, ...row }): Balance => ({ coin: asset, ...row })),
);
const namedSchema = v.object({ asset: text });

/** The form of the answer, which the end-of-day balances have too. */
export const balanceList: v.GenericSchema<unknown, BalanceList> = v.pipe(
  v.object({ balances: v.array(v.unknown()) }),
  v.transform(({ balances: rows }) => readRows(rows)),
);

function readRows(rows: readonly unknown[]): BalanceList {
  const records: Balance[] = [];
  const unreadable: UnreadableBalance[] = [];
  for (const each of rows) {
    const row = v.safeParse(rowSchema, each);
    const named = v.safeParse(namedSchema, each);
    if (row.success) records.push(row.output);
    else unreadable.push(named.success ? { coin: named.output.asset } : {});
  }
  return { records, unreadable };
}
