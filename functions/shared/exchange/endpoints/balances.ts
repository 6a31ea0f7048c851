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

/** Balances of one account (exchange-api.md 3.2). ASSUMPTION A21: `accountId` takes any of our accounts. */
export const balances: ReadEndpoint<{ accountId: AccountId }, Balance[]> = {
  method: 'GET',
  path: '/api/v1/account',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ accountId }) => [['accountId', accountId]],
  answer: v.pipe(
    v.object({ balances: v.array(v.object({ asset: text, total: decimal, free: decimal, locked: decimal })) }),
    v.transform((answer) =>
      answer.balances.map(({ asset, free, locked, total }) => ({ coin: asset, free, locked, total })),
    ),
  ),
};
