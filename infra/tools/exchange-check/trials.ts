import type { Millis } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { TransferContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { recordOfTransfer } from '../../../functions/shared/matching/exchange-record.ts';
import { matchRecords } from '../../../functions/shared/matching/match-records.ts';
import type { Journal } from './journal.ts';
import type { KnownOrders } from './known-orders.ts';
import type { Parts } from './parts.ts';
import type { Proposal } from './proposal.ts';
import { ordersUnder, statementSince, type Watched, watchStatement } from './statement.ts';
import { isOpen, type Outcome, sendTransfer } from './transfer.ts';

/** A run that has begun. */
export interface Run {
  readonly parts: Parts;
  readonly journal: Journal;
  readonly proposal: Proposal;
  readonly id: string;
  /** On the exchange's clock, before the first POST. */
  readonly since: Millis;
  readonly known: KnownOrders;
}

/** One POST, and what is known of it. */
export interface Trial {
  readonly order: TransferContent;
  readonly outcome: Outcome;
}

/** What the records show of a trial. */
export interface Sighting {
  /** In what it differs from what was sent, as reconciliation compares. Nothing where all is as it should be. */
  readonly differs: readonly string[];
  readonly isUnderClientOrderId: boolean;
  readonly isUnderRemark: boolean;
}

export async function send(run: Run, order: TransferContent, how?: { readonly isLate: boolean }): Promise<Trial> {
  const outcome = await sendTransfer(run.parts, run.journal, order, how);
  const isAccepted = outcome.kind === 'accepted';
  if (isAccepted) run.known.note(order, [outcome.exchangeOrderId]);
  const said = isAccepted ? `accepted as ${outcome.exchangeOrderId}` : `${outcome.kind} (${outcome.exchangeCode})`;
  run.parts.tell(`  ${order.quantity} ${order.coin} to ${order.destination} as ${order.instructionId}: ${said}`);
  return { order, outcome };
}

/** Whether the exchange has it, or may have it. */
export function mayBeThere({ outcome }: Trial): boolean {
  return outcome.kind === 'accepted' || outcome.kind === 'unknown';
}

/** Looks for an order by our id alone, as reconciliation looks for one whose answer was lost. */
export function watch(run: Run, { order, outcome }: Trial): Promise<Watched<Sighting>> {
  const id = order.instructionId;
  return watchStatement(run.parts, run.since, (rows) => {
    const verdict = matchRecords(order, undefined, rows.map(recordOfTransfer));
    if (verdict.kind === 'not-there') return undefined;
    const found = ordersUnder(rows, id);
    run.known.note(order, found);
    const isOther = outcome.kind === 'accepted' && !found.includes(outcome.exchangeOrderId);
    return {
      differs: [...(verdict.kind === 'mismatch' ? verdict.fields : []), ...(isOther ? ['order id'] : [])],
      isUnderClientOrderId: rows.some(({ clientOrderId }) => clientOrderId === id),
      isUnderRemark: rows.some(({ remark }) => remark === id),
    };
  });
}

/** Waits for one more order under the id of a trial whose end nobody knows. */
export async function resolve(run: Run, { order, outcome }: Trial): Promise<void> {
  if (!isOpen(outcome)) return;
  const before = run.known.count(order);
  await watchStatement(run.parts, run.since, (rows) => {
    run.known.note(order, ordersUnder(rows, order.instructionId));
    return run.known.count(order) > before ? true : undefined;
  });
}

/** Takes over what the statement shows by now. Gives every order id in it: none where it cannot be read. */
export async function noteStatement(run: Run, orders: readonly TransferContent[]): Promise<ReadonlySet<string>> {
  try {
    const rows = await statementSince(run.parts, run.since);
    for (const order of orders) run.known.note(order, ordersUnder(rows, order.instructionId));
    return new Set(rows.map(({ exchangeOrderId }) => exchangeOrderId));
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return new Set();
  }
}
