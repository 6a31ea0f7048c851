import { type Amount, compare } from '../base/amount.ts';
import type { Millis } from '../base/clock.ts';
import { instructionIdPattern } from '../base/ids.ts';
import { sameAddress } from '../exchange/address/check-address.ts';
import type { ExchangeClient } from '../exchange/client/client.ts';
import type { TransferRecord } from '../exchange/endpoints/balance-flow.ts';
import type { Rows } from '../exchange/endpoints/fields.ts';
import type { WithdrawOrder } from '../exchange/endpoints/withdraw-orders.ts';
import { readTransfers, readWithdrawals, type Window } from '../exchange/records.ts';
import type { Content } from '../ledger/instruction/content.ts';

/** The kinds of instructions that the exchange keeps records of, each in a list of its own. What leaves the company first. */
export const movementKinds = ['withdrawal', 'asset-transfer'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** One order in the exchange's records, of either kind. */
export interface Movement {
  readonly exchangeOrderId: string;
  /** When the exchange took it, on its clock. */
  readonly time: Millis;
  readonly coin: string;
  readonly quantity: Amount;
  /** The account it leaves. The list of withdrawals does not tell it. */
  readonly source?: string;
  /** An account id or an address on a chain. */
  readonly address: string;
  /** What it carries of ours: our id travels as `clientOrderId` and as `remark`. */
  readonly marks: readonly string[];
  /** As the exchange writes it. The fund statement lists final items only, so its items have none (hashkey-api.md 3.13). */
  readonly status?: string;
  readonly failedReason?: string | undefined;
}

/** Everything of one kind in a window. `isProof`: so surely that what is not there was not there. Throws where it cannot be read to its end. */
export async function readMovements(
  exchange: Pick<ExchangeClient, 'read'>,
  kind: MovementKind,
  window: Window,
  isProof: boolean,
): Promise<Rows<Movement>> {
  if (kind === 'asset-transfer') {
    const { rows, unreadable } = await readTransfers(exchange, window, isProof);
    return { rows: rows.map(ofTransfer), unreadable };
  }
  const { rows, unreadable } = await readWithdrawals(exchange, window, isProof);
  return { rows: rows.map(ofWithdrawal), unreadable };
}

export function ofTransfer({ exchangeOrderId, time, coin, quantity, from, to, ...marks }: TransferRecord): Movement {
  return { exchangeOrderId, time, coin, quantity, source: from, address: to, marks: marksOf(marks) };
}

function ofWithdrawal(order: WithdrawOrder): Movement {
  const { exchangeOrderId, time, coin, quantity, address, status, failedReason, remark } = order;
  return { exchangeOrderId, time, coin, quantity, address, status, failedReason, marks: marksOf({ remark }) };
}

function marksOf({ clientOrderId, remark }: { clientOrderId?: string | undefined; remark?: string | undefined }) {
  const marks = [clientOrderId, remark].filter((text) => text !== undefined && instructionIdPattern.test(text));
  return [...new Set(marks)].flatMap((mark) => mark ?? []);
}

/** The fields in which a movement is not what an instruction asked for. None: it is exactly that. */
export function differences(content: Content, movement: Movement): string[] {
  const isFromSource = content.kind !== 'asset-transfer' || movement.source === content.source;
  const isToAddress =
    content.kind === 'withdrawal'
      ? sameAddress(content.chain, movement.address, content.address ?? '')
      : movement.address === content.address;
  return [
    ...(movement.coin === content.coin ? [] : ['coin']),
    ...(compare(movement.quantity, content.quantity) === 0 ? [] : ['quantity']),
    ...(isFromSource ? [] : ['source']),
    ...(isToAddress ? [] : ['address']),
  ];
}
