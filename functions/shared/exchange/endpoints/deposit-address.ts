import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, text } from './fields.ts';

export interface DepositAddress {
  readonly canDeposit: boolean;
  readonly address: string;
  /** Deposits below this are not credited. */
  readonly minQuantity: Amount;
  readonly tag?: string | undefined;
}

/** Where payers send to (exchange-api.md 3.7). Needs the whitelist permission, although it only reads. */
export const depositAddress: ReadEndpoint<{ coin: string; chain: string }, DepositAddress> = {
  method: 'GET',
  path: '/api/v1/account/deposit/address',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ coin, chain }) => [
    ['coin', coin],
    ['chainType', chain],
  ],
  answer: v.pipe(
    v.object({ canDeposit: v.boolean(), address: text, minQuantity: decimal, addressExt: v.nullish(text) }),
    v.transform(({ canDeposit, address, minQuantity, addressExt }) => ({
      canDeposit,
      address,
      minQuantity,
      tag: addressExt === '' || addressExt === null ? undefined : addressExt,
    })),
  ),
};
