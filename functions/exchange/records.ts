import type { Millis } from '../base/clock.ts';
import { TreasuryError } from '../base/errors.ts';
import type { ExchangeClient } from './client/client.ts';
import { flowLimit, flowWindowMaxMs, type TransferRecord, transferFlow } from './endpoints/balance-flow.ts';
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
export async function readTransfers(exchange: Reader, window: Window): Promise<TransferRecord[]> {
  const records: TransferRecord[] = [];
  for (let part = 0, startTime = window.startTime; startTime < window.endTime; part += 1) {
    if (part >= windowsMax) throw new RecordsIncompleteError('transfers');
    const endTime = Math.min(startTime + flowWindowMaxMs, window.endTime);
    records.push(...(await readPages(exchange, { startTime, endTime })));
    startTime = endTime;
  }
  return records;
}

async function readPages(exchange: Reader, window: Window): Promise<TransferRecord[]> {
  const records: TransferRecord[] = [];
  let beginId = '0';
  for (let page = 0; page < pagesMax; page += 1) {
    const rows = await exchange.read(transferFlow, { ...window, beginId });
    records.push(...rows);
    const last = rows.at(-1);
    if (rows.length < flowLimit || last === undefined) return records;
    // A cursor that does not move would read the same page for ever.
    if (last.id === beginId) throw new RecordsIncompleteError('transfers');
    beginId = last.id;
  }
  throw new RecordsIncompleteError('transfers');
}

/**
 * All withdrawals of a window. The exchange has no cursor here, so a full page means that something may be missing: the
 * window is then halved and both halves are read.
 */
export async function readWithdrawals(exchange: Reader, window: Window): Promise<WithdrawOrder[]> {
  const found = new Map<string, WithdrawOrder>();
  const open: Window[] = [window];
  for (let reads = 0; reads < readsMax; reads += 1) {
    const next = open.pop();
    if (next === undefined) return [...found.values()];
    const rows = await exchange.read(withdrawOrders, next);
    for (const row of rows) found.set(row.exchangeOrderId, row);
    if (rows.length < withdrawOrdersLimit) continue;
    const middle = Math.floor((next.startTime + next.endTime) / 2);
    if (middle <= next.startTime) throw new RecordsIncompleteError('withdrawals');
    open.push({ startTime: middle, endTime: next.endTime }, { startTime: next.startTime, endTime: middle });
  }
  throw new RecordsIncompleteError('withdrawals');
}
