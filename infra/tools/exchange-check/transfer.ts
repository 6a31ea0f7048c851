import type { Millis } from '../../../functions/shared/core/clock.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import type { SubmissionOutcome } from '../../../functions/shared/core/submission-outcome.ts';
import { assetTransfer } from '../../../functions/shared/exchange/endpoints/asset-transfer.ts';
import type { TransferContent } from '../../../functions/shared/ledger/instruction/content.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import type { Journal } from './journal.ts';

/** What is known of one POST: as the client judges it, or `not-sent` where it did not come to it. */
export type Outcome =
  | Exclude<SubmissionOutcome, { readonly kind: 'held' }>
  | { readonly kind: 'not-taken'; readonly exchangeCode: string };

export interface Sent {
  readonly outcome: Outcome;
  /** On the exchange's clock. Not there where nothing was signed. */
  readonly signedAt?: Millis;
}

/** How much later than its window a late one goes. The exchange's clock is known to less than this. */
export const beyondWindowMs = 2_000;

/**
 * Writes one transfer down and makes its one POST, never a second one. `isLate` lets its signature grow too old in
 * between: it is then exactly what a request is that was stuck on its way.
 */
export async function sendTransfer(
  { transfers, clock }: Pick<ExchangeCheckDependencies, 'transfers' | 'clock'>,
  journal: Journal,
  order: TransferContent,
  { isLate }: { readonly isLate: boolean } = { isLate: false },
): Promise<Sent> {
  let prepared: Awaited<ReturnType<typeof transfers.prepare>>;
  try {
    prepared = await transfers.prepare(assetTransfer);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return { outcome: { kind: 'not-taken', exchangeCode: error.code } };
  }
  const { instructionId: clientOrderId, source: from, address: to, coin, quantity } = order;
  const { timestamp, recvWindow } = prepared;
  await journal.write({ event: 'sending', clientOrderId, from, to, coin, quantity, timestamp, recvWindow });
  if (isLate) await clock.sleep(recvWindow + beyondWindowMs);
  const answer = await prepared.post({ from, to, coin, quantity, clientOrderId }, clientOrderId);
  await journal.write({ event: 'answered', clientOrderId, ...answer });
  await prepared.applyFeedback();
  const isHeld = answer.kind === 'held';
  return { outcome: isHeld ? { kind: 'not-taken', exchangeCode: answer.exchangeCode } : answer, signedAt: timestamp };
}

/** The codes that say: this id was seen before (exchange-api.md section 4). Which of them comes is A3. */
const duplicateCodes: ReadonlySet<string> = new Set(['-1024', '-1141', '-4013']);

/** Whether nobody can know from the answer alone what became of it. */
export function isOpen(outcome: Outcome): boolean {
  return outcome.kind === 'unknown' && !duplicateCodes.has(outcome.exchangeCode);
}
