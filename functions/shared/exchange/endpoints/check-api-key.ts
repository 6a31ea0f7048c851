import * as v from 'valibot';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { text } from './fields.ts';

/** Whether the key works, and whose it is (exchange-api.md 3.14): `master` here, other words on sister sites. */
export const checkApiKey: ReadEndpoint<undefined, string> = {
  method: 'GET',
  path: '/api/v1/account/checkApiKey',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: () => [],
  answer: v.pipe(
    v.object({ accountType: text }),
    v.transform((answer) => answer.accountType),
  ),
};
