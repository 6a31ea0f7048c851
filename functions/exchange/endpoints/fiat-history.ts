import * as v from 'valibot';
import type { Amount } from '../../base/amount.ts';
import type { Millis } from '../../base/clock.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, id, millis, text } from './fields.ts';

export interface FiatWithdrawal {
  readonly exchangeOrderId: string;
  readonly currency: string;
  readonly amount: Amount;
  /** `under_review`, `processing`, `successful`, `failed` or `return`. */
  readonly status: string;
  readonly createdTime: Millis;
  readonly clientOrderId?: string | undefined;
  readonly remark?: string | undefined;
}

/** Fiat withdrawals of a window (hashkey-api.md 3.12). The net amount of a withdrawal is the whole debit, so the gross is read. */
export const fiatWithdrawals: ReadEndpoint<{ startTime: Millis; endTime: Millis }, FiatWithdrawal[]> = {
  method: 'GET',
  path: '/api/v1/account/fiat/history',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ startTime, endTime }) => [
    ['type', 'withdraw'],
    ['startTime', String(startTime)],
    ['endTime', String(endTime)],
  ],
  answer: v.pipe(
    v.array(
      v.object({
        orderId: id,
        asset: text,
        grossAmount: decimal,
        status: text,
        createdTime: millis,
        clientOrderId: v.nullish(text),
        remark: v.nullish(text),
      }),
    ),
    v.transform((rows) =>
      rows.map((row) => ({
        exchangeOrderId: row.orderId,
        currency: row.asset,
        amount: row.grossAmount,
        status: row.status,
        createdTime: row.createdTime,
        clientOrderId: row.clientOrderId ?? undefined,
        remark: row.remark ?? undefined,
      })),
    ),
  ),
};
