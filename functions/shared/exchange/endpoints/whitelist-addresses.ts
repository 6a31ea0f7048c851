import * as v from 'valibot';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { type RecordList, recordListOf, text } from './fields.ts';

export interface WhitelistedAddress {
  readonly address: string;
}

/**
 * The addresses that the exchange lets a coin leave to (exchange-api.md 3.11). ASSUMPTION A2: the path has the prefix
 * of its neighbours, and the coin is written `COIN_CHAIN`, or alone where it has its own chain.
 */
export const whitelistAddresses: ReadEndpoint<{ coin: string; chain: string }, RecordList<WhitelistedAddress>> = {
  method: 'GET',
  path: '/api/v1/whitelist/whitelistAddress',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ coin, chain }) => [
    ['coin', coin === chain ? coin : `${coin}_${chain}`],
    ['type', 'Withdraw'],
  ],
  // What else a row says is what was asked for.
  answer: recordListOf(
    v.pipe(
      v.object({ fromAddress: text }),
      v.transform(({ fromAddress }) => ({ address: fromAddress })),
    ),
  ),
};
