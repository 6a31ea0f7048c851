import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, text } from './fields.ts';

export interface MicroPayment {
  readonly coin: string;
  readonly depositAddress: string;
  readonly depositAmount: Amount;
}

/**
 * The micro-payment that proves who owns an address (exchange-api.md 3.10). The same quantity gives the same amount.
 * ASSUMPTION A2: `chainType` is written `COIN_CHAIN`, such as `USDT_ETH`.
 */
export const whitelistVerify: ReadEndpoint<{ coin: string; chain: string; quantity: Amount }, MicroPayment> = {
  method: 'GET',
  path: '/api/v1/whitelist/verify',
  security: 'signed',
  pace: 'query',
  twoFactor: true,
  params: ({ coin, chain, quantity }) => [
    ['coin', coin],
    ['chainType', `${coin}_${chain}`],
    ['quantity', quantity],
  ],
  answer: v.object({ coin: text, depositAddress: text, depositAmount: decimal }),
};
