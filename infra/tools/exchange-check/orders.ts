import type { Amount } from '../../../functions/shared/core/amount.ts';
import { iso, type Millis } from '../../../functions/shared/core/clock.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import type { TransferContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { runInstructionId } from '../../../functions/shared/ledger/messaging/sweep-message.ts';
import type { NamedAccount, Proposal } from './proposal.ts';

const orderIdPrefix = 'first-contact';

interface RunContext {
  readonly id: string;
  readonly proposal: Proposal;
}

/**
 * In the form of a sweep's run: `first-contact-20261121T101505Z`. Whoever meets it at the exchange knows what it was.
 */
export function runIdAt(now: Millis): string {
  return runInstructionId({ sweepId: orderIdPrefix, scheduledTime: `${iso(now).slice(0, 19)}Z` });
}

/** The first transfer. `size` counts the sizes that were tried. */
export function outOrder({ id, proposal }: RunContext, quantity: Amount, size: number): TransferContent {
  return order(`${id}-out-${size}`, proposal.coin, quantity, proposal.from, proposal.to);
}

/** The one whose signature is too old. */
export function lateOrder({ id, proposal }: RunContext, quantity: Amount): TransferContent {
  return order(`${id}-late`, proposal.coin, quantity, proposal.from, proposal.to);
}

/** The way back. `attempt` counts those that were certainly not taken. */
export function backOrder({ id, proposal }: RunContext, quantity: Amount, attempt: number): TransferContent {
  return order(`${id}-back-${attempt}`, proposal.coin, quantity, proposal.to, proposal.from);
}

/** As a sweep's instruction, so that it is sent and recognised as one. */
function order(id: string, coin: string, quantity: Amount, from: NamedAccount, to: NamedAccount): TransferContent {
  return {
    kind: 'asset-transfer',
    instructionId: instructionId(id),
    sweepId: orderIdPrefix,
    source: from.id,
    destination: to.name,
    address: to.id,
    coin,
    quantity,
    requestedBy: orderIdPrefix,
  };
}
