import { compare } from '../base/amount.ts';
import { sameAddress } from '../exchange/address/check-address.ts';
import type { TransferRecord } from '../exchange/endpoints/balance-flow.ts';
import type { WithdrawOrder } from '../exchange/endpoints/withdraw-orders.ts';
import type { TransferContent, WithdrawalContent } from '../ledger/instruction/content.ts';

/** What the exchange's records say about an instruction that it took. */
export type Verdict =
  | { readonly kind: 'settled' }
  | { readonly kind: 'failed'; readonly exchangeCode: string }
  /** Not there yet, or on its way. */
  | { readonly kind: 'wait' }
  /** The order is there, but it is not what we asked for. Nothing is concluded from it. */
  | { readonly kind: 'mismatch'; readonly fields: readonly string[] };

/** The fund statement lists final items only, so a transfer that is in it is done (hashkey-api.md 3.13). */
export function judgeTransfer(
  content: TransferContent,
  exchangeOrderId: string,
  records: readonly TransferRecord[],
): Verdict {
  const record = records.find((each) => each.exchangeOrderId === exchangeOrderId);
  if (record === undefined) return { kind: 'wait' };
  const fields = [
    ...differs('coin', record.coin === content.coin),
    ...differs('quantity', compare(record.quantity, content.quantity) === 0),
    ...differs('source', record.from === content.source),
    ...differs('address', record.to === content.address),
  ];
  return fields.length > 0 ? { kind: 'mismatch', fields } : { kind: 'settled' };
}

/** Statuses that end a withdrawal badly. Any that is not documented is not an end (hashkey-api.md 3.6). */
const failedStatuses: ReadonlySet<string> = new Set(['failed', 'canceled']);

export function judgeWithdrawal(
  content: WithdrawalContent,
  exchangeOrderId: string,
  orders: readonly WithdrawOrder[],
): Verdict {
  const order = orders.find((each) => each.exchangeOrderId === exchangeOrderId);
  if (order === undefined) return { kind: 'wait' };
  const fields = [
    ...differs('coin', order.coin === content.coin),
    ...differs('quantity', compare(order.quantity, content.quantity) === 0),
    ...differs('address', sameAddress(content.chain, order.address, content.address ?? '')),
  ];
  if (fields.length > 0) return { kind: 'mismatch', fields };
  if (order.status === 'successful') return { kind: 'settled' };
  if (!failedStatuses.has(order.status)) return { kind: 'wait' };
  return { kind: 'failed', exchangeCode: wordOf(order.failedReason) ?? order.status };
}

function differs(field: string, isSame: boolean): string[] {
  return isSame ? [] : [field];
}

/** A reason as the exchange writes it, such as `KYT_FAILED`. Free text is not taken over into our records. */
function wordOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9_-]{1,64}$/.test(text) ? text : undefined;
}
