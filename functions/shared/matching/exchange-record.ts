import { sameAddress } from '../address/check-address.ts';
import { type Amount, compare } from '../core/amount.ts';
import type { Millis } from '../core/clock.ts';
import { instructionIdPattern } from '../core/ids.ts';
import type { ExchangeClient } from '../exchange/client/client.ts';
import type { TransferRecord } from '../exchange/endpoints/balance-flow.ts';
import type { FiatWithdrawal } from '../exchange/endpoints/fiat-history.ts';
import type { RecordList } from '../exchange/endpoints/fields.ts';
import type { WithdrawOrder } from '../exchange/endpoints/withdraw-orders.ts';
import { readFiatWithdrawals, readTransfers, readWithdrawals, type TimeWindow } from '../exchange/records.ts';
import type { Content } from '../ledger/instruction/content.ts';
import type { Receipt } from '../ledger/instruction/instruction.ts';

/**
 * The kinds of instructions that the exchange keeps records of, each in a list of its own. What leaves the company
 * first.
 */
export const recordKinds = ['withdrawal', 'fiat-withdrawal', 'asset-transfer'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** One order in the exchange's records, of any kind. */
export interface ExchangeRecord {
  readonly exchangeOrderId: string;
  /** What the exchange says of its time, on its clock. Which moment that is: A27. */
  readonly time: Millis;
  readonly coin: string;
  readonly quantity: Amount;
  /** The account it leaves. Only the fund statement tells it. */
  readonly source?: string;
  /** An account id or an address on a chain. The list of payments to banks does not tell the bank account. */
  readonly address?: string;
  /** What it carries of ours: our id travels as `clientOrderId` and as `remark`. */
  readonly marks: readonly string[];
  /**
   * The same two as the exchange shows them, also where they can be no id of ours. Compared, and never shown or kept.
   */
  readonly labels: readonly string[];
  /**
   * As the exchange writes it. The fund statement lists final items only, so its items have none (exchange-api.md
   * 3.13).
   */
  readonly status?: string;
  readonly failedReason?: string | undefined;
  /** What it cost and where it can be looked up on its chain, as far as the list says. For people: nothing is decided by it. */
  readonly receipt?: Receipt;
}

/**
 * Everything of one kind in a window. `isProof`: so surely that what is not there was not there. Throws where it cannot
 * be read to its end.
 */
export async function readRecords(
  exchange: Pick<ExchangeClient, 'read'>,
  kind: RecordKind,
  window: TimeWindow,
  isProof: boolean,
): Promise<RecordList<ExchangeRecord>> {
  switch (kind) {
    case 'asset-transfer':
      return recordsOf(await readTransfers(exchange, window, isProof), recordOfTransfer);
    case 'withdrawal':
      return recordsOf(await readWithdrawals(exchange, window, isProof), recordOfWithdrawal);
    case 'fiat-withdrawal':
      return recordsOf(await readFiatWithdrawals(exchange, window, isProof), recordOfFiatWithdrawal);
  }
}

function recordsOf<Row>(
  { records, unreadable }: RecordList<Row>,
  of: (row: Row) => ExchangeRecord,
): RecordList<ExchangeRecord> {
  return { records: records.map(of), unreadable };
}

export function recordOfTransfer({
  exchangeOrderId,
  time,
  coin,
  quantity,
  from,
  to,
  ...marks
}: TransferRecord): ExchangeRecord {
  return { exchangeOrderId, time, coin, quantity, source: from, address: to, ...carried(marks) };
}

function recordOfWithdrawal(order: WithdrawOrder): ExchangeRecord {
  const { exchangeOrderId, time, coin, quantity, address, status, failedReason, remark } = order;
  const { txId, fee, feeCoin = coin } = order;
  const receipt = receiptOf({ txId, fee, feeCoin });
  return { exchangeOrderId, time, coin, quantity, address, status, failedReason, receipt, ...carried({ remark }) };
}

function recordOfFiatWithdrawal({
  exchangeOrderId,
  time,
  coin,
  quantity,
  status,
  fee,
  ...marks
}: FiatWithdrawal): ExchangeRecord {
  const receipt = receiptOf({ fee, feeCoin: coin });
  return { exchangeOrderId, time, coin, quantity, status, receipt, ...carried(marks) };
}

function receiptOf(row: { txId?: string | undefined; fee?: Amount | undefined; feeCoin: string }): Receipt {
  const { txId, fee, feeCoin } = row;
  return { ...(txId === undefined ? {} : { txId }), ...(fee === undefined ? {} : { fee, feeCoin }) };
}

function carried({
  clientOrderId,
  remark,
}: {
  clientOrderId?: string | undefined;
  remark?: string | undefined;
}): Pick<ExchangeRecord, 'marks' | 'labels'> {
  const labels = [...new Set([clientOrderId, remark])].flatMap((text) =>
    text === undefined || text === '' ? [] : [text],
  );
  return { labels, marks: labels.filter((text) => instructionIdPattern.test(text)) };
}

/** The fields in which a movement is not what an instruction asked for. None: it is exactly that. */
export function recordMismatches(content: Content, record: ExchangeRecord): string[] {
  const isFromSource = content.kind !== 'asset-transfer' || record.source === content.source;
  return [
    ...(record.coin === content.coin ? [] : ['coin']),
    ...(compare(record.quantity, content.quantity) === 0 ? [] : ['quantity']),
    ...(isFromSource ? [] : ['source']),
    ...(isToAddress(content, record) ? [] : ['address']),
  ];
}

/**
 * The exchange's list does not name the bank account of a payment (exchange-api.md 3.12), so that is not compared. What
 * stands for it: the exchange pays to bound accounts only (-4004), and takes one POST that names ours.
 */
export function isToAddress(content: Content, { address }: ExchangeRecord): boolean {
  switch (content.kind) {
    case 'fiat-withdrawal':
      return true;
    case 'withdrawal':
      return address !== undefined && sameAddress(content.chain, address, content.address ?? '');
    case 'asset-transfer':
      return address === content.address;
  }
}
