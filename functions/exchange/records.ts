import type { Millis } from '../base/clock.ts';
import { TreasuryError } from '../base/errors.ts';
import type { ExchangeClient } from './client/client.ts';
import { flowLimit, flowWindowMaxMs, type TransferRecord, transferFlow } from './endpoints/balance-flow.ts';
import type { Rows } from './endpoints/fields.ts';
import { type WithdrawOrder, withdrawOrders, withdrawOrdersLimit } from './endpoints/withdraw-orders.ts';

/** The records could not be read to their end, so nothing is concluded from them. */
export class RecordsIncompleteError extends TreasuryError {
  constructor(what: string) {
    super('records-incomplete', 'not-sent', `The exchange's ${what} could not be read to their end`);
  }
}

export interface Window {
  readonly startTime: Millis;
  readonly endTime: Millis;
}

/** 10,000 transfers, or three months: far more than is ever open here. */
const pagesMax = 100;
const windowsMax = 4;
/** Halving a window of three months this often comes down to a millisecond. */
const readsMax = 64;

type Reader = Pick<ExchangeClient, 'read'>;

/** All internal transfers of a window, page by page. Throws RecordsIncompleteError rather than giving a part. */
export async function readTransfers(exchange: Reader, window: Window): Promise<Rows<TransferRecord>> {
  const rows: TransferRecord[] = [];
  let unreadable = 0;
  for (let part = 0, startTime = window.startTime; startTime < window.endTime; part += 1) {
    if (part >= windowsMax) throw new RecordsIncompleteError('transfers');
    const endTime = Math.min(startTime + flowWindowMaxMs, window.endTime);
    const read = await readPages(exchange, { startTime, endTime });
    rows.push(...read.rows);
    unreadable += read.unreadable;
    startTime = endTime;
  }
  return { rows, unreadable };
}

async function readPages(exchange: Reader, window: Window): Promise<Rows<TransferRecord>> {
  const rows: TransferRecord[] = [];
  let unreadable = 0;
  let beginId = '0';
  for (let page = 0; page < pagesMax; page += 1) {
    const read = await exchange.read(transferFlow, { ...window, beginId });
    rows.push(...read.rows);
    unreadable += read.unreadable;
    const last = read.rows.at(-1);
    if (read.rows.length + read.unreadable < flowLimit) return { rows, unreadable };
    // A cursor that is not there, or does not move, leads nowhere.
    if (last === undefined || last.id === beginId) throw new RecordsIncompleteError('transfers');
    beginId = last.id;
  }
  throw new RecordsIncompleteError('transfers');
}

/**
 * All withdrawals of a window. The exchange has no cursor here, so a full page means that something may be missing: the
 * window is then halved and both halves are read.
 */
export async function readWithdrawals(exchange: Reader, window: Window): Promise<Rows<WithdrawOrder>> {
  const found = new Map<string, WithdrawOrder>();
  let unreadable = 0;
  const open: Window[] = [window];
  for (let reads = 0; reads < readsMax; reads += 1) {
    const next = open.pop();
    if (next === undefined) return { rows: [...found.values()], unreadable };
    const read = await exchange.read(withdrawOrders, next);
    for (const row of read.rows) found.set(row.exchangeOrderId, row);
    if (read.rows.length + read.unreadable < withdrawOrdersLimit) {
      unreadable += read.unreadable;
      continue;
    }
    const middle = Math.floor((next.startTime + next.endTime) / 2);
    if (middle <= next.startTime) throw new RecordsIncompleteError('withdrawals');
    open.push({ startTime: middle, endTime: next.endTime }, { startTime: next.startTime, endTime: middle });
  }
  throw new RecordsIncompleteError('withdrawals');
}
