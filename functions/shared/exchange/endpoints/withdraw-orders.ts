import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import {
  decimal,
  id,
  millis,
  type RecordList,
  recordListOf,
  shownCoin,
  shownDecimal,
  shownHash,
  text,
} from './fields.ts';

export interface WithdrawOrder {
  readonly exchangeOrderId: string;
  readonly time: Millis;
  readonly coin: string;
  readonly address: string;
  readonly quantity: Amount;
  /** As the exchange writes it, such as `under_review` or `successful`. */
  readonly status: string;
  readonly failedReason?: string | undefined;
  /** Empty on the way. */
  readonly txId?: string | undefined;
  readonly fee?: Amount | undefined;
  readonly feeCoin?: string | undefined;
  readonly remark?: string | undefined;
}

/** The largest page that the exchange gives (exchange-api.md 3.6). There is no cursor: time is the only way on. */
export const withdrawOrdersLimit = 1_000;

/** Withdrawals from `startTime` to `endTime` (exchange-api.md 3.6). Without other filters: we match ourselves. */
export const withdrawOrders: ReadEndpoint<{ startTime: Millis; endTime: Millis }, RecordList<WithdrawOrder>> = {
  method: 'GET',
  path: '/api/v1/account/withdrawOrders',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ startTime, endTime }) => [
    ['startTime', String(startTime)],
    ['endTime', String(endTime)],
    ['limit', String(withdrawOrdersLimit)],
  ],
  answer: recordListOf(
    v.pipe(
      v.object({
        id,
        time: millis,
        coin: text,
        address: text,
        quantity: decimal,
        status: text,
        failedReason: v.nullish(text),
        txId: shownHash,
        fee: shownDecimal,
        feeCoinName: shownCoin,
        remark: v.nullish(text),
      }),
      v.transform(({ id: exchangeOrderId, failedReason, feeCoinName: feeCoin, remark, ...row }) => ({
        exchangeOrderId,
        ...row,
        failedReason: failedReason ?? undefined,
        feeCoin,
        remark: remark ?? undefined,
      })),
    ),
  ),
};
