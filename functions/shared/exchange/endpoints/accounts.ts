import * as v from 'valibot';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { id, text } from './fields.ts';

export interface Account {
  readonly accountId: string;
  readonly label: string;
  /** 1 trading, 5 custody, 6 fiat, 7 OTC, 9 prefund. Not unique: the id is. */
  readonly type: string;
}

/** Our accounts (exchange-api.md 3.3). */
export const accounts: ReadEndpoint<undefined, Account[]> = {
  method: 'GET',
  path: '/api/v1/account/type',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: () => [],
  answer: v.pipe(
    v.array(v.object({ accountId: id, accountLabel: v.nullish(text, ''), accountType: text })),
    v.transform((rows) =>
      rows.map(({ accountId, accountLabel, accountType }) => ({
        accountId,
        label: accountLabel ?? '',
        type: accountType,
      })),
    ),
  ),
};
