import type { Clock } from '../shared/core/clock.ts';
import type { HeldReason } from '../shared/core/held-reasons.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import { readLimitMet } from '../shared/ledger/counted-books.ts';
import { readFunding } from '../shared/ledger/funding/funding-progress.ts';
import type { OutgoingContent } from '../shared/ledger/instruction/content.ts';
import type { Attempt, Instruction } from '../shared/ledger/instruction/instruction.ts';
import { limitedBooksFor } from '../shared/ledger/limits/limited-books.ts';
import { reservationId } from '../shared/ledger/limits/settlements.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { signatureRefusedEvent } from '../shared/ledger/messaging/signature-event.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { heldReasonFor } from '../shared/ledger/obstacle.ts';
import type { RegistryReader } from '../shared/ledger/passkeys/read-registry.ts';
import { readSignedPayment, type SignedPayment } from '../shared/ledger/passkeys/read-signatures.ts';
import { findCoveringPause } from '../shared/ledger/pause/pause.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { requireInstruction } from '../shared/ledger/require-instruction.ts';
import { sendOnce } from '../shared/ledger/send.ts';
import { settleReservations } from '../shared/ledger/settle-reservations.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { Reservations } from '../shared/ledger/store/reservations.ts';
import type { WhitelistStore } from '../shared/ledger/store/whitelist.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { decideRelease, findObstacle, type ReleaseContext } from './decide-release.ts';
import { clientFor, type PaymentClients, preparePayment } from './prepare-payment.ts';

export interface ReleaseDependencies extends PaymentClients {
  readonly instructions: InstructionStore;
  readonly policies: PolicyStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly whitelist: Pick<WhitelistStore, 'get'>;
  /** Absent where the stage has no devices: then nothing is signed. */
  readonly devices: RegistryReader | undefined;
  readonly reservations: Reservations;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number;
}

const by = 'withdrawal-release';

/** Releases one withdrawal: checks it again under the policy in force, writes the attempt down, sends it once. */
export async function releaseWithdrawal(dependencies: ReleaseDependencies, id: InstructionId): Promise<Instruction> {
  const instruction = await requireInstruction(dependencies.instructions, id);
  const released = await release(dependencies, instruction);
  await settleReservations(dependencies.reservations, released, dependencies.clock.now());
  return publishStatusEvents(dependencies.bus, dependencies.instructions, released);
}

async function release(dependencies: ReleaseDependencies, instruction: Instruction): Promise<Instruction> {
  const inForce = await readInForce(dependencies, instruction);
  const decision = decideRelease(instruction, inForce, { at: dependencies.clock.now(), by });
  switch (decision.kind) {
    case 'leave':
      return instruction;
    case 'write':
      await tellRefused(dependencies.bus, decision.next, inForce);
      await dependencies.instructions.update(instruction, decision.next);
      return decision.next;
    case 'go':
      return send(dependencies, instruction, decision.content, inForce.policy);
  }
}

/** Before it is written down that it waits for this: nobody would be told where a crash came between. */
async function tellRefused(bus: Bus, next: Instruction, { signatures }: ReleaseContext): Promise<void> {
  const { state } = next;
  if (state.status !== 'approved' || state.heldReason !== 'signatures-refused') return;
  await bus.publish([signatureRefusedEvent(next, signatures.refused)]);
}

/** Reads everything anew, strongly consistent. */
async function readInForce(dependencies: ReleaseDependencies, instruction: Instruction): Promise<ReleaseContext> {
  const { content } = instruction;
  const inForce = dependencies.policies.get();
  const readEntry = dependencies.whitelist.get(content.destination);
  const [policy, entry, pauses, funding, signed] = await Promise.all([
    inForce,
    readEntry,
    dependencies.pauses.get(),
    content.kind === 'withdrawal' ? readFunding(dependencies.instructions, content) : undefined,
    readSigned(dependencies, instruction, readEntry, inForce),
  ]);
  const isPaused = findCoveringPause(pauses, content) !== undefined;
  if (funding !== 'to-begin' || content.kind === 'asset-transfer')
    return { policy, entry, ...signed, isPaused, funding };
  const limitMet = await readLimitMet(dependencies.reservations, content, policy, dependencies.clock.now());
  return { policy, entry, ...signed, isPaused, funding, limitMet };
}

async function readSigned(
  { devices, clock }: ReleaseDependencies,
  instruction: Instruction,
  readEntry: Promise<WhitelistEntry | undefined>,
  readPolicy: Promise<Policy>,
): Promise<SignedPayment> {
  const [entry, policy] = await Promise.all([readEntry, readPolicy]);
  return readSignedPayment(devices, { instruction, entry }, policy, clock.now());
}

async function send(
  dependencies: ReleaseDependencies,
  instruction: Instruction,
  content: OutgoingContent,
  policy: Policy,
): Promise<Instruction> {
  const { quantity } = content;
  const client = clientFor(dependencies, content);
  return sendOnce(instruction, {
    store: dependencies.instructions,
    clock: dependencies.clock,
    by,
    remainingMs: dependencies.remainingMs,
    reserve: async () => {
      // A crash may have left the reservation of an attempt that was not taken: it must not stand in its own way.
      await settleReservations(dependencies.reservations, instruction, dependencies.clock.now());
      const entry = { id: reservationId(content.instructionId, instruction.attempts.length + 1), quantity };
      return dependencies.reservations.reserve(limitedBooksFor(policy, content), entry, await client.exchangeTime());
    },
    obstacle: (attempt) => obstacleTo(dependencies, instruction, content, attempt),
    prepare: () => preparePayment(client, content),
  });
}

/**
 * The last look: people may have paused, or revoked the destination, or made a limit smaller while the slot, the key
 * and the write took their time; and the reservations must be there still. They are confirmed last.
 */
async function obstacleTo(
  dependencies: ReleaseDependencies,
  instruction: Instruction,
  content: OutgoingContent,
  { number, timestamp }: Attempt,
): Promise<HeldReason | undefined> {
  const inForce = await readInForce(dependencies, instruction);
  const obstacle = heldReasonFor(findObstacle(instruction, inForce, { at: dependencies.clock.now(), by }));
  if (obstacle !== undefined) return obstacle;
  const id = reservationId(content.instructionId, number);
  const isInPlace = await dependencies.reservations.confirm(limitedBooksFor(inForce.policy, content), id, timestamp);
  return isInPlace ? undefined : 'limit-changed';
}
