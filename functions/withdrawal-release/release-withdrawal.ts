import type { Clock } from '../shared/core/clock.ts';
import { assert } from '../shared/core/errors.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import type { HeldReason } from '../shared/core/submission-outcome.ts';
import type { Attempt, Instruction } from '../shared/ledger/instruction/instruction.ts';
import { limitsOn } from '../shared/ledger/limits/limited-books.ts';
import { entryId } from '../shared/ledger/limits/settlements.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatus } from '../shared/ledger/messaging/status-events.ts';
import { pausing } from '../shared/ledger/pause/pause.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { sendOnce } from '../shared/ledger/send.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import { decideRelease, type InForce, lastObjection } from './decide-release.ts';
import { clientFor, type PayingClients, preparePayment } from './prepare-payment.ts';

export interface ReleaseParts extends PayingClients {
  readonly instructions: InstructionStore;
  readonly policies: PolicyStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  readonly reservations: Reservations;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number;
}

const by = 'withdrawal-release';

/** Releases one withdrawal: checks it again under the policy in force, writes the attempt down, sends it once. */
export async function releaseWithdrawal(parts: ReleaseParts, id: InstructionId): Promise<Instruction> {
  const instruction = await requireInstruction(parts.instructions, id);
  const released = await release(parts, instruction);
  await settleReservations(parts.reservations, released, parts.clock.now());
  return publishStatus(parts.bus, parts.instructions, released);
}

async function release(parts: ReleaseParts, instruction: Instruction): Promise<Instruction> {
  const inForce = await readInForce(parts, instruction);
  const decision = decideRelease(instruction, inForce, { at: parts.clock.now(), by });
  switch (decision.kind) {
    case 'leave':
      return instruction;
    case 'write':
      await parts.instructions.update(instruction, decision.next);
      return decision.next;
    case 'go':
      return send(parts, instruction, inForce.policy);
  }
}

/** Reads everything anew, strongly consistent. */
async function readInForce(parts: ReleaseParts, { content }: Instruction): Promise<InForce> {
  const [policy, entry, pauses] = await Promise.all([
    parts.policies.get(),
    parts.whitelist.get(content.destination),
    parts.pauses.get(),
  ]);
  return { policy, entry, isPaused: pausing(pauses, content) !== undefined };
}

async function send(parts: ReleaseParts, instruction: Instruction, policy: Policy): Promise<Instruction> {
  const { content } = instruction;
  assert(content.kind !== 'asset-transfer', 'the release queue is for what leaves');
  const { quantity } = content;
  const client = clientFor(parts, content);
  return sendOnce(instruction, {
    store: parts.instructions,
    clock: parts.clock,
    by,
    remainingMs: parts.remainingMs,
    reserve: async () => {
      // A crash may have left the place of an attempt that was not taken: it must not stand in its own way.
      await settleReservations(parts.reservations, instruction, parts.clock.now());
      const entry = { id: entryId(content.instructionId, instruction.attempts.length + 1), quantity };
      return parts.reservations.reserve(limitsOn(policy, content), entry, await client.exchangeTime());
    },
    obstacle: (attempt) => obstacleTo(parts, instruction, attempt),
    prepare: () => preparePayment(client, content),
  });
}

/**
 * The last look: people may have paused, or revoked the destination, or made a limit smaller while the slot, the key and
 * the write took their time; and the places under the limits must be there still. They are taken up last.
 */
async function obstacleTo(
  parts: ReleaseParts,
  instruction: Instruction,
  { number, timestamp }: Attempt,
): Promise<HeldReason | undefined> {
  const inForce = await readInForce(parts, instruction);
  const objection = lastObjection(instruction, inForce, parts.clock.now());
  if (objection !== undefined) return objection;
  const { content } = instruction;
  const id = entryId(content.instructionId, number);
  const isInPlace = await parts.reservations.confirm(limitsOn(inForce.policy, content), id, timestamp);
  return isInPlace ? undefined : 'limit-changed';
}
