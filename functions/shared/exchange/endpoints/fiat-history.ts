import * as v from 'valibot';
import type { Amount } from '../../core/amount.ts';
import type { Millis } from '../../core/clock.ts';
import type { ReadEndpoint } from '../client/endpoint.ts';
import { decimal, id, millis, type RecordList, recordListOf, shownDecimal, text } from './fields.ts';

export interface FiatWithdrawal {
  readonly exchangeOrderId: string;
  /** When the exchange took it. */
  readonly time: Millis;
  readonly coin: string;
  /** What arrives, without the fee. */
  readonly quantity: Amount;
  /** `under_review`, `processing`, `successful`, `failed` or `return`. */
  readonly status: string;
  /** In the same coin, beside the quantity. */
  readonly fee?: Amount | undefined;
  readonly clientOrderId?: string | undefined;
  readonly remark?: string | undefined;
}

/** How the exchange handled a payment. Each has a list of its own: one list never shows both (exchange-api.md 3.12). */
export const fiatChannels = ['auto', 'manual'] as const;

export interface FiatHistoryQuery {
  readonly startTime: Millis;
  readonly endTime: Millis;
  readonly channel: (typeof fiatChannels)[number];
}

/** The page that we ask for. The exchange documents no maximum. There is no cursor: time is the only way on. */
export const fiatHistoryLimit = 100;

/**
 * Fiat withdrawals of a window (exchange-api.md 3.12). The net amount of a withdrawal is the whole debit with its fee,
 * so the gross is read. Without other filters: we match ourselves.
 */
export const fiatWithdrawals = fiatHistory<FiatWithdrawal>(
  'withdraw',
  v.pipe(
    v.object({
      orderId: id,
      asset: text,
      grossAmount: decimal,
      status: text,
      createdTime: millis,
      fee: shownDecimal,
      clientOrderId: v.nullish(text),
      remark: v.nullish(text),
    }),
    v.transform((row) => ({
      exchangeOrderId: row.orderId,
      time: row.createdTime,
      coin: row.asset,
      quantity: row.grossAmount,
      status: row.status,
      fee: row.fee,
      clientOrderId: row.clientOrderId ?? undefined,
      remark: row.remark ?? undefined,
    })),
  ),
);

/** What a bank sent to the fiat account. */
export interface FiatDeposit {
  readonly exchangeOrderId: string;
  readonly time: Millis;
  readonly coin: string;
  /** What is credited, without the fee. */
  readonly quantity: Amount;
  /** `under_review`, `processing`, `successful`, `failed` or `withdraw_return`. */
  readonly status: string;
}

/** Fiat deposits of a window (exchange-api.md 3.12). The net amount is the gross one without the fee. */
export const fiatDeposits = fiatHistory<FiatDeposit>(
  'deposit',
  v.pipe(
    v.object({ orderId: id, asset: text, netAmount: decimal, status: text, createdTime: millis }),
    v.transform((row) => ({
      exchangeOrderId: row.orderId,
      time: row.createdTime,
      coin: row.asset,
      quantity: row.netAmount,
      status: row.status,
    })),
  ),
);

function fiatHistory<Row>(
  type: 'deposit' | 'withdraw',
  row: v.GenericSchema<unknown, Row>,
): ReadEndpoint<FiatHistoryQuery, RecordList<Row>> {
  return {
    method: 'GET',
    path: '/api/v1/account/fiat/history',
    security: 'signed',
    pace: 'query',
    twoFactor: false,
    params: ({ startTime, endTime, channel }) => [
      ['type', type],
      ['startTime', String(startTime)],
      ['endTime', String(endTime)],
      ['channel', channel],
      ['limit', String(fiatHistoryLimit)],
    ],
    answer: recordListOf(row),
  };
}
