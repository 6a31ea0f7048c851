import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, type RecordList, recordListOf, shownDecimal, text } from './fields.ts';

export interface ChainInfo {
  /** In the vocabulary of exchangeInfo, such as `ERC20`: not the one that requests take (exchange-api.md section 6). */
  readonly chain: string;
  readonly withdrawFee: Amount;
  readonly minWithdraw: Amount;
  /** `0` means: no maximum. */
  readonly maxWithdraw: Amount;
  readonly allowWithdraw: boolean;
  /** Less is not credited. Shown to people; absent where it is not told. */
  readonly minDeposit?: Amount | undefined;
}

export interface CoinInfo {
  readonly coin: string;
  /** Of the coin as a whole. Where nothing is said of it, its chains decide. */
  readonly allowWithdraw: boolean;
  readonly chains: readonly ChainInfo[];
}

/** Coins and chains that are not as documented are left out, and counted together. */
type CoinList = RecordList<CoinInfo>;

const chainSchema = v.pipe(
  v.object({
    chainType: text,
    withdrawFee: decimal,
    minWithdrawQuantity: decimal,
    maxWithdrawQuantity: decimal,
    allowWithdraw: v.boolean(),
    minDepositQuantity: shownDecimal,
  }),
  v.transform(
    (row): ChainInfo => ({
      chain: row.chainType,
      withdrawFee: row.withdrawFee,
      minWithdraw: row.minWithdrawQuantity,
      maxWithdraw: row.maxWithdrawQuantity,
      allowWithdraw: row.allowWithdraw,
      minDeposit: row.minDepositQuantity,
    }),
  ),
);
const coinSchema = v.object({
  coinId: text,
  allowWithdraw: v.nullish(v.boolean()),
  chainTypes: recordListOf(chainSchema),
});

/** The coins of the exchange with their chains (exchange-api.md 3.15). Public. */
export const exchangeInfo: ReadEndpoint<undefined, CoinList> = {
  method: 'GET',
  path: '/api/v1/exchangeInfo',
  security: 'none',
  pace: 'public',
  twoFactor: false,
  params: () => [],
  answer: v.pipe(
    v.object({ coins: recordListOf(coinSchema) }),
    v.transform(({ coins }) => ({
      records: coins.records.map(({ coinId, allowWithdraw, chainTypes }) => ({
        coin: coinId,
        allowWithdraw: allowWithdraw ?? true,
        chains: chainTypes.records,
      })),
      unreadable: coins.records.reduce((sum, { chainTypes }) => sum + chainTypes.unreadable, coins.unreadable),
    })),
  ),
};
