import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, text } from './fields.ts';

export interface ChainInfo {
  /** In the vocabulary of exchangeInfo, such as `ERC20`: not the one that requests take (exchange-api.md section 6). */
  readonly chain: string;
  readonly withdrawFee: Amount;
  readonly minWithdraw: Amount;
  /** `0` means: no maximum. */
  readonly maxWithdraw: Amount;
  readonly allowWithdraw: boolean;
}

export interface CoinInfo {
  readonly coin: string;
  readonly chains: readonly ChainInfo[];
}

/** The coins of the exchange with their chains (exchange-api.md 3.15). Public. */
export const exchangeInfo: ReadEndpoint<undefined, CoinInfo[]> = {
  method: 'GET',
  path: '/api/v1/exchangeInfo',
  security: 'none',
  pace: 'public',
  twoFactor: false,
  params: () => [],
  answer: v.pipe(
    v.object({
      coins: v.array(
        v.object({
          coinId: text,
          chainTypes: v.array(
            v.object({
              chainType: text,
              withdrawFee: decimal,
              minWithdrawQuantity: decimal,
              maxWithdrawQuantity: decimal,
              allowWithdraw: v.boolean(),
            }),
          ),
        }),
      ),
    }),
    v.transform(({ coins }) =>
      coins.map(({ coinId, chainTypes }) => ({
        coin: coinId,
        chains: chainTypes.map((each) => ({
          chain: each.chainType,
          withdrawFee: each.withdrawFee,
          minWithdraw: each.minWithdrawQuantity,
          maxWithdraw: each.maxWithdrawQuantity,
          allowWithdraw: each.allowWithdraw,
        })),
      })),
    ),
  ),
};
