import * as v from 'valibot';
import type { SubmitEndpoint } from '../client/endpoint.ts';

export interface WalletSigningInput {
  readonly coin: string;
  readonly chain: string;
  readonly address: string;
  /** The text that the wallet signed. */
  readonly message: string;
  readonly walletSignature: string;
}

/**
 * Proves by a wallet's signature who owns an address (exchange-api.md 3.9); the exchange then lists it. ASSUMPTION A1:
 * that this call and its codes -5003 to -5006 exist is all that is documented. The fields, and `chainType` as
 * withdrawals write it, are taken from its neighbours.
 */
export const walletSigning: SubmitEndpoint<WalletSigningInput, unknown> = {
  method: 'POST',
  path: '/api/v1/whitelist/walletSigning',
  security: 'signed',
  pace: 'order',
  twoFactor: true,
  params: ({ coin, chain, address, message, walletSignature }) => [
    ['coin', coin],
    ['chainType', chain],
    ['address', address],
    ['message', message],
    ['walletSignature', walletSignature],
  ],
  answer: v.object({ success: v.literal(true) }),
};
