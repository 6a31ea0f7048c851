import { compare } from '../base/amount.ts';
import { sameAddress } from '../exchange/address/check-address.ts';
import type { TransferRecord } from '../exchange/endpoints/balance-flow.ts';
import type { WithdrawOrder } from '../exchange/endpoints/withdraw-orders.ts';
import type { TransferContent, WithdrawalContent } from '../ledger/instruction/content.ts';

/** What the exchange's records say about an instruction. */
export type Verdict =
  /** The order is there, and on its way. */
  | { readonly kind: 'found'; readonly exchangeOrderId: string }
  | { readonly kind: 'settled'; readonly exchangeOrderId: string }
  | { readonly kind: 'failed'; readonly exchangeOrderId: string; readonly exchangeCode: string }
  /** Not there, or not yet. */
  | { readonly kind: 'wait' }
  /** Something is there that is not what we asked for. Nothing is concluded from it. */
  | { readonly kind: 'mismatch'; readonly fields: readonly string[] };

/** How an instruction is recognised: by the exchange's order id where it is known, else by our id, which we sent along. */
interface Marked {
  readonly exchangeOrderId: string;
  readonly clientOrderId?: string | undefined;
  readonly remark?: string | undefined;
}

/** The fund statement lists final items only, so a transfer that is in it is done (hashkey-api.md 3.13). */
export function judgeTransfer(
  content: TransferContent,
  exchangeOrderId: string | undefined,
  records: readonly TransferRecord[],
): Verdict {
  const matches = records.filter((record) => isMarked(record, content.instructionId, exchangeOrderId));
  const [record] = matches;
  if (record === undefined) return { kind: 'wait' };
  const fields = [
    ...differs('count', matches.length === 1),
    ...differs('coin', record.coin === content.coin),
    ...differs('quantity', compare(record.quantity, content.quantity) === 0),
    ...differs('source', record.from === content.source),
    ...differs('address', record.to === content.address),
  ];
  return fields.length > 0
    ? { kind: 'mismatch', fields }
    : { kind: 'settled', exchangeOrderId: record.exchangeOrderId };
}

/** Statuses that end a withdrawal badly. Any that is not documented is not an end (hashkey-api.md 3.6). */
const failedStatuses: ReadonlySet<string> = new Set(['failed', 'canceled']);

export function judgeWithdrawal(
  content: WithdrawalContent,
  exchangeOrderId: string | undefined,
  orders: readonly WithdrawOrder[],
): Verdict {
  const matches = orders.filter((order) => isMarked(order, content.instructionId, exchangeOrderId));
  const [order] = matches;
  if (order === undefined) return { kind: 'wait' };
  const fields = [
    ...differs('count', matches.length === 1),
    ...differs('coin', order.coin === content.coin),
    ...differs('quantity', compare(order.quantity, content.quantity) === 0),
    ...differs('address', sameAddress(content.chain, order.address, content.address ?? '')),
  ];
  if (fields.length > 0) return { kind: 'mismatch', fields };
  if (order.status === 'successful') return { kind: 'settled', exchangeOrderId: order.exchangeOrderId };
  if (!failedStatuses.has(order.status)) return { kind: 'found', exchangeOrderId: order.exchangeOrderId };
  const exchangeCode = wordOf(order.failedReason) ?? order.status;
  return { kind: 'failed', exchangeOrderId: order.exchangeOrderId, exchangeCode };
}

function isMarked(record: Marked, id: string, exchangeOrderId: string | undefined): boolean {
  if (exchangeOrderId !== undefined) return record.exchangeOrderId === exchangeOrderId;
  return record.clientOrderId === id || record.remark === id;
}

function differs(field: string, isSame: boolean): string[] {
  return isSame ? [] : [field];
}

/** A reason as the exchange writes it, such as `KYT_FAILED`. Free text is not taken over into our records. */
function wordOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : undefined;
}
