import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, id, millis, type RecordList, recordListOf, text } from './fields.ts';

export interface DepositOrder {
  readonly depositOrderId: string;
  readonly time: Millis;
  /** Written in one of three vocabularies (exchange-api.md section 6). */
  readonly coin: string;
  readonly address: string;
  readonly quantity: Amount;
  /** 4 is successful. The documented sets differ, so an unknown one is not an end. */
  readonly statusCode: string;
  readonly txId?: string | undefined;
}

/** Deposits of a window (exchange-api.md 3.8). */
export const depositOrders: ReadEndpoint<{ startTime: Millis; endTime: Millis }, RecordList<DepositOrder>> = {
  method: 'GET',
  path: '/api/v1/account/depositOrders',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ startTime, endTime }) => [
    ['startTime', String(startTime)],
    ['endTime', String(endTime)],
    ['limit', '1000'],
  ],
  answer: recordListOf(
    v.pipe(
      v.object({
        depositOrderId: id,
        time: millis,
        coin: text,
        address: text,
        quantity: decimal,
        statusCode: text,
        txId: v.nullish(text),
      }),
      v.transform(({ txId, ...row }) => ({ ...row, txId: txId ?? undefined })),
    ),
  ),
};
