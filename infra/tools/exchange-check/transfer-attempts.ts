import type { Millis } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { TransferContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { recordOfTransfer } from '../../../functions/shared/matching/exchange-record.ts';
import { matchRecords } from '../../../functions/shared/matching/match-records.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import type { Journal } from './journal.ts';
import type { KnownOrders } from './known-orders.ts';
import { isOfItsTime } from './order-time.ts';
import type { Proposal } from './proposal.ts';
import { ordersUnder, statementSince, type WatchResult, watchStatement } from './statement.ts';
import { isOpen, type Outcome, sendTransfer } from './transfer.ts';

/** A run that has begun. */
export interface RoundTripRun {
  readonly dependencies: ExchangeCheckDependencies;
  readonly journal: Journal;
  readonly proposal: Proposal;
  readonly id: string;
  /** On the exchange's clock, before the first POST. */
  readonly since: Millis;
  readonly known: KnownOrders;
}

/** One POST, and what is known of it. */
export interface TransferAttempt {
  readonly order: TransferContent;
  readonly outcome: Outcome;
  /** On the exchange's clock. Not there where nothing was signed. */
  readonly signedAt?: Millis;
}

/** What the records show of a trial. */
export interface RecordMatch {
  /** In what it differs from what was sent, as reconciliation compares. Nothing where all is as it should be. */
  readonly differs: readonly string[];
  /** How long after its signing the records say that it was (A27). */
  readonly timeAfterMs: Millis;
  readonly isUnderClientOrderId: boolean;
  readonly isUnderRemark: boolean;
}

export async function sendAttempt(
  run: RoundTripRun,
  order: TransferContent,
  how?: { readonly isLate: boolean },
): Promise<TransferAttempt> {
  const sent = await sendTransfer(run.dependencies, run.journal, order, how);
  const { outcome } = sent;
  const isAccepted = outcome.kind === 'accepted';
  if (isAccepted) run.known.add(order, [outcome.exchangeOrderId]);
  const said = isAccepted ? `accepted as ${outcome.exchangeOrderId}` : `${outcome.kind} (${outcome.exchangeCode})`;
  run.dependencies.report(
    `  ${order.quantity} ${order.coin} to ${order.destination} as ${order.instructionId}: ${said}`,
  );
  return { order, ...sent };
}

/** Whether the exchange has it, or may have it. */
export function mayHaveExecuted({ outcome }: TransferAttempt): boolean {
  return outcome.kind === 'accepted' || outcome.kind === 'unknown';
}

/** Looks for an order by our id alone, as reconciliation looks for one whose answer was lost. */
export function watchForOrder(
  run: RoundTripRun,
  { order, outcome, signedAt = run.since }: TransferAttempt,
): Promise<WatchResult<RecordMatch>> {
  const id = order.instructionId;
  return watchStatement(run.dependencies, run.since, (rows, seenAt) => {
    const verdict = matchRecords(order, undefined, rows.map(recordOfTransfer));
    if (verdict.kind === 'not-there') return undefined;
    const found = ordersUnder(rows, id);
    const times = rows
      .filter(({ clientOrderId, remark }) => clientOrderId === id || remark === id)
      .map(({ time }) => time);
    run.known.add(order, found);
    const isOther = outcome.kind === 'accepted' && !found.includes(outcome.exchangeOrderId);
    return {
      differs: [
        ...(verdict.kind === 'mismatch' ? verdict.fields : []),
        ...(isOther ? ['order id'] : []),
        ...(times.every((time) => isOfItsTime(time, { signedAt, seenAt })) ? [] : ['time']),
      ],
      timeAfterMs: Math.max(...times) - signedAt,
      isUnderClientOrderId: rows.some(({ clientOrderId }) => clientOrderId === id),
      isUnderRemark: rows.some(({ remark }) => remark === id),
    };
  });
}

/** Waits for one more order under the id of a trial whose end nobody knows. */
export async function awaitOpenOrder(run: RoundTripRun, { order, outcome }: TransferAttempt): Promise<void> {
  if (!isOpen(outcome)) return;
  const before = run.known.count(order);
  await watchStatement(run.dependencies, run.since, (rows) => {
    run.known.add(order, ordersUnder(rows, order.instructionId));
    return run.known.count(order) > before ? true : undefined;
  });
}

/** Takes over what the statement shows by now. Gives every order id in it: none where it cannot be read. */
export async function recordStatement(
  run: RoundTripRun,
  orders: readonly TransferContent[],
): Promise<ReadonlySet<string>> {
  try {
    const { rows } = await statementSince(run.dependencies, run.since);
    for (const order of orders) run.known.add(order, ordersUnder(rows, order.instructionId));
    return new Set(rows.map(({ exchangeOrderId }) => exchangeOrderId));
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return new Set();
  }
}
