import { sameAddress } from '../address/check-address.ts';
import { type Amount, compare } from '../core/amount.ts';
import type { Millis } from '../core/clock.ts';
import { instructionIdPattern } from '../core/ids.ts';
import type { ExchangeClient } from '../exchange/client/client.ts';
import type { TransferRecord } from '../exchange/endpoints/balance-flow.ts';
import type { FiatWithdrawal } from '../exchange/endpoints/fiat-history.ts';
import type { Rows } from '../exchange/endpoints/fields.ts';
import type { WithdrawOrder } from '../exchange/endpoints/withdraw-orders.ts';
import { readFiatWithdrawals, readTransfers, readWithdrawals, type Window } from '../exchange/records.ts';
import type { Content } from '../ledger/instruction/content.ts';

/** The kinds of instructions that the exchange keeps records of, each in a list of its own. What leaves the company first. */
export const movementKinds = ['withdrawal', 'fiat-withdrawal', 'asset-transfer'] as const;
export type MovementKind = (typeof movementKinds)[number];

/** One order in the exchange's records, of any kind. */
export interface Movement {
  readonly exchangeOrderId: string;
  /** When the exchange took it, on its clock. */
  readonly time: Millis;
  readonly coin: string;
  readonly quantity: Amount;
  /** The account it leaves. Only the fund statement tells it. */
  readonly source?: string;
  /** An account id or an address on a chain. The list of payments to banks does not tell the bank account. */
  readonly address?: string;
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
  switch (kind) {
    case 'asset-transfer':
      return movementsOf(await readTransfers(exchange, window, isProof), ofTransfer);
    case 'withdrawal':
      return movementsOf(await readWithdrawals(exchange, window, isProof), ofWithdrawal);
    case 'fiat-withdrawal':
      return movementsOf(await readFiatWithdrawals(exchange, window, isProof), ofFiatWithdrawal);
  }
}

function movementsOf<Row>({ rows, unreadable }: Rows<Row>, of: (row: Row) => Movement): Rows<Movement> {
  return { rows: rows.map(of), unreadable };
}

export function ofTransfer({ exchangeOrderId, time, coin, quantity, from, to, ...marks }: TransferRecord): Movement {
  return { exchangeOrderId, time, coin, quantity, source: from, address: to, marks: marksOf(marks) };
}

function ofWithdrawal(order: WithdrawOrder): Movement {
  const { exchangeOrderId, time, coin, quantity, address, status, failedReason, remark } = order;
  return { exchangeOrderId, time, coin, quantity, address, status, failedReason, marks: marksOf({ remark }) };
}

function ofFiatWithdrawal({ exchangeOrderId, time, coin, quantity, status, ...marks }: FiatWithdrawal): Movement {
  return { exchangeOrderId, time, coin, quantity, status, marks: marksOf(marks) };
}

function marksOf({ clientOrderId, remark }: { clientOrderId?: string | undefined; remark?: string | undefined }) {
  const marks = [clientOrderId, remark].filter((text) => text !== undefined && instructionIdPattern.test(text));
  return [...new Set(marks)].flatMap((mark) => mark ?? []);
}

/** The fields in which a movement is not what an instruction asked for. None: it is exactly that. */
export function differences(content: Content, movement: Movement): string[] {
  const isFromSource = content.kind !== 'asset-transfer' || movement.source === content.source;
  return [
    ...(movement.coin === content.coin ? [] : ['coin']),
    ...(compare(movement.quantity, content.quantity) === 0 ? [] : ['quantity']),
    ...(isFromSource ? [] : ['source']),
    ...(isToAddress(content, movement) ? [] : ['address']),
  ];
}

/**
 * The exchange's list does not name the bank account of a payment (hashkey-api.md 3.12), so that is not compared. What
 * stands for it: the exchange pays to bound accounts only (-4004), and takes one POST that names ours.
 */
function isToAddress(content: Content, { address }: Movement): boolean {
  switch (content.kind) {
    case 'fiat-withdrawal':
      return true;
    case 'withdrawal':
      return address !== undefined && sameAddress(content.chain, address, content.address ?? '');
    case 'asset-transfer':
      return address === content.address;
  }
}
