import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, id, millis, type RecordList, recordListOf, text } from './fields.ts';

export interface TransferRecord {
  /** The cursor: `beginId` of the next page is the last one's. */
  readonly id: string;
  readonly exchangeOrderId: string;
  readonly from: string;
  readonly to: string;
  readonly coin: string;
  readonly quantity: Amount;
  readonly time: Millis;
  readonly clientOrderId?: string | undefined;
  readonly remark?: string | undefined;
}

export interface TransferRecordsQuery {
  readonly startTime: Millis;
  readonly endTime: Millis;
  /** Exclusive. `0` begins at the start of the window. */
  readonly beginId: string;
}

/** 30 days for everything but trades; -2027 otherwise (exchange-api.md 3.13). */
export const transferRecordsWindowMaxMs = 30 * 86_400_000;
/** The page that we ask for. The exchange documents no maximum. */
export const transferRecordsLimit = 100;

/**
 * Internal transfers in the fund statement (exchange-api.md 3.13). Final items only; must be enabled for the account.
 */
export const transferRecords: ReadEndpoint<TransferRecordsQuery, RecordList<TransferRecord>> = {
  method: 'GET',
  path: '/api/v1/account/balanceFlow',
  security: 'signed',
  pace: 'query',
  twoFactor: false,
  params: ({ startTime, endTime, beginId }) => [
    ['type', 'transfer'],
    ['startTime', String(startTime)],
    ['endTime', String(endTime)],
    ['beginId', beginId],
    ['limit', String(transferRecordsLimit)],
  ],
  answer: recordListOf(
    v.pipe(
      v.object({
        id,
        orderId: id,
        fromAccountId: id,
        toAccountId: id,
        transferCcy: text,
        netTransferAmount: decimal,
        transactTime: millis,
        clientOrderId: v.nullish(text),
        remark: v.nullish(text),
      }),
      v.transform((row) => ({
        id: row.id,
        exchangeOrderId: row.orderId,
        from: row.fromAccountId,
        to: row.toAccountId,
        coin: row.transferCcy,
        quantity: row.netTransferAmount,
        time: row.transactTime,
        clientOrderId: row.clientOrderId ?? undefined,
        remark: row.remark ?? undefined,
      })),
    ),
  ),
};
