import type { Clock } from '../base/clock.ts';
import type { InstructionId } from '../base/ids.ts';
import type { Instruction } from '../ledger/instruction/instruction.ts';
import type { Bus } from '../ledger/outbox/bus.ts';
import type { Queue } from '../ledger/outbox/queue.ts';
import { releaseMessage } from '../ledger/outbox/release-message.ts';
import { publishStatus } from '../ledger/outbox/status-events.ts';
import type { Policy } from '../ledger/policy/policy.ts';
import { requireInstruction } from '../ledger/require-instruction.ts';
import { settleReservations } from '../ledger/settle-reservations.ts';
import type { InstructionStore } from '../ledger/store/instruction-store.ts';
import type { Reservations } from '../ledger/store/reservations.ts';
import type { WhitelistStore } from '../ledger/store/whitelist.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { changeInstruction } from './change-instruction.ts';
import { type ApprovalDecided, decideApproval } from './decide-approval.ts';
import { ApprovalExpiredError } from './errors.ts';

export interface ApprovalParts {
  readonly instructions: InstructionStore;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly reservations: Reservations;
  readonly releases: Queue;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Who decides, and by which rules. */
export interface Approver {
  readonly person: string;
  /** The person's groups that have the role of an approver. */
  readonly groups: readonly string[];
  readonly policy: Policy;
}

/**
 * Takes one approver's word, and hands the instruction on when it was the last that was missing. Safe to run twice: what a
 * crash left undone after the write is done by the tick.
 */
export async function approve(
  parts: ApprovalParts,
  id: InstructionId,
  { person: by, groups, policy }: Approver,
  word: ApprovalRequest,
): Promise<ApprovalDecided> {
  const { instructions, clock } = parts;
  const found = await requireInstruction(instructions, id);
  const rules = { policy, groups, entry: await parts.whitelist.get(found.content.destination) };
  const { kind, next } = await changeInstruction(instructions, found, (seen) =>
    decideApproval(seen, word, rules, { at: clock.now(), by }),
  );
  // One that was approved before, held, and is declined now may have a place under the limits.
  await settleReservations(parts.reservations, next, clock.now());
  if (isReady(next)) await parts.releases.send(releaseMessage(next));
  const published = await publishStatus(parts.bus, instructions, next);
  if (kind === 'expired') throw new ApprovalExpiredError(id);
  return { kind, next: published };
}

function isReady({ state }: Instruction): boolean {
  return state.status === 'approved' && state.heldReason === undefined;
}
