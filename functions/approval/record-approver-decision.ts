import type { Clock } from '../shared/core/clock.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import type { Person } from '../shared/core/person.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import type { Queue } from '../shared/ledger/messaging/queue.ts';
import { releaseMessage } from '../shared/ledger/messaging/release-message.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import type { RegistryReader } from '../shared/ledger/passkeys/read-registry.ts';
import { readSignatures } from '../shared/ledger/passkeys/read-signatures.ts';
import type { WordTaker } from '../shared/ledger/passkeys/take-word.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import type { ApprovalRequest } from './approval-request.ts';
import { changeInstruction } from './change-instruction.ts';
import { type ApprovalResult, decideApproval } from './decide-approval.ts';
import { ApprovalExpiredError } from './errors.ts';
import { takeApprovalWord } from './take-approval-word.ts';

export interface ApprovalDependencies {
  readonly instructions: InstructionStore;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly reservations: Reservations;
  readonly words: WordTaker;
  /** Absent where the stage has no devices. */
  readonly devices: RegistryReader | undefined;
  readonly releases: Queue;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Who decides, and by which rules. */
export interface Approver {
  readonly person: Person;
  /** The person's groups that have the role of an approver. */
  readonly groups: readonly string[];
  readonly policy: PolicyInForce;
}

/**
 * Takes one approver's decision, and queues the release when it was the last that was missing. Safe to run twice: what
 * a crash left undone after the write is done by the tick.
 */
export async function recordApproverDecision(
  dependencies: ApprovalDependencies,
  id: InstructionId,
  { person, groups, policy }: Approver,
  request: ApprovalRequest,
): Promise<ApprovalResult> {
  const { instructions, clock } = dependencies;
  const found = await requireInstruction(instructions, id);
  const rules = { policy, groups, entry: await dependencies.whitelist.get(found.content.destination) };
  const stamp = { at: clock.now(), ...person };
  const readSigned = async (seen: Instruction) =>
    (await readSignatures(dependencies.devices, seen, policy, stamp.at)).signed;
  const signed = await readSigned(found);
  // Whatever else refuses it comes first: a nonce is good for once.
  const { kind: foreseen } = decideApproval(found, request, { ...rules, signed, word: 'to-come' }, stamp);
  const word =
    foreseen === 'expired' ? undefined : await takeApprovalWord(dependencies.words, found, request, stamp, policy);
  const { kind, next } = await changeInstruction(instructions, found, async (seen) => {
    const signedNow = seen === found ? signed : await readSigned(seen);
    return decideApproval(seen, request, { ...rules, signed: signedNow, word }, stamp);
  });
  // One that was approved before, held, and is declined now may have a reservation under the limits.
  await settleReservations(dependencies.reservations, next, clock.now());
  if (isReady(next)) await dependencies.releases.send(releaseMessage(next));
  const published = await publishStatusEvents(dependencies.bus, instructions, next);
  if (kind === 'expired') throw new ApprovalExpiredError(id);
  return { kind, next: published };
}

function isReady({ state }: Instruction): boolean {
  return state.status === 'approved' && state.heldReason === undefined;
}
