import type { HeldReason } from '../../base/answer.ts';
import type { Clock } from '../../base/clock.ts';
import { assert } from '../../base/errors.ts';
import type { InstructionId } from '../../base/ids.ts';
import { NotFoundError } from '../../ledger/errors.ts';
import type { OutgoingContent } from '../../ledger/instruction/content.ts';
import type { Attempt, Instruction } from '../../ledger/instruction/instruction.ts';
import type { Stamp } from '../../ledger/instruction/move.ts';
import { type Readiness, readinessOf } from '../../ledger/instruction/readiness.ts';
import type { ReasonCode } from '../../ledger/instruction/reasons.ts';
import { reject } from '../../ledger/instruction/transitions.ts';
import { entryId } from '../../ledger/limits/settlements.ts';
import type { Bus } from '../../ledger/outbox/bus.ts';
import { publishStatus } from '../../ledger/outbox/status-events.ts';
import { waitForResume } from '../../ledger/pause/wait-for-resume.ts';
import { gate } from '../../ledger/policy/gate.ts';
import type { Policy, RollingLimit } from '../../ledger/policy/policy.ts';
import { sendOnce } from '../../ledger/send.ts';
import { settleReservations } from '../../ledger/settle-reservations.ts';
import type { InstructionStore } from '../../ledger/store/instruction-store.ts';
import type { PauseStore } from '../../ledger/store/pauses.ts';
import type { PolicyStore } from '../../ledger/store/policy-store.ts';
import type { Reservations } from '../../ledger/store/reservations.ts';
import { clientFor, type PayingClients, preparePayment } from './prepare-payment.ts';

export interface ReleaseParts extends PayingClients {
  readonly instructions: InstructionStore;
  readonly policies: PolicyStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly reservations: Reservations;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number;
}

const by = 'withdrawal-release';

/** Releases one withdrawal: checks it again under the policy in force, writes the attempt down, sends it once. */
export async function releaseWithdrawal(parts: ReleaseParts, id: InstructionId): Promise<Instruction> {
  const instruction = await parts.instructions.get(id);
  if (instruction === undefined) throw new NotFoundError(`instruction ${id}`);
  const released = await release(parts, instruction);
  await settleReservations(parts.reservations, released, parts.clock.now());
  return publishStatus(parts.bus, parts.instructions, released);
}

async function release(parts: ReleaseParts, instruction: Instruction): Promise<Instruction> {
  const policy = await parts.policies.get();
  const readiness = check(instruction, policy, { at: parts.clock.now(), by });
  switch (readiness.kind) {
    case 'leave':
      return instruction;
    case 'end':
      await parts.instructions.update(instruction, readiness.next);
      return readiness.next;
    case 'go':
      if ((await parts.pauses.get()) !== undefined) return wait(parts, instruction);
      return send(parts, instruction, rollingOf(policy, instruction.content.coin));
  }
}

async function wait(parts: ReleaseParts, instruction: Instruction): Promise<Instruction> {
  const waiting = waitForResume(instruction, { at: parts.clock.now(), by });
  if (waiting !== instruction) await parts.instructions.update(instruction, waiting);
  return waiting;
}

function rollingOf({ withdrawals }: Policy, coin: string): readonly RollingLimit[] {
  return Object.hasOwn(withdrawals, coin) ? (withdrawals[coin]?.rolling ?? []) : [];
}

function check(instruction: Instruction, policy: Policy, stamp: Stamp): Readiness {
  const readiness = readinessOf(instruction, policy.approvalExpiryMs, stamp);
  if (readiness.kind !== 'go') return readiness;
  const reason = prohibitionOf(instruction, policy);
  return reason === undefined ? readiness : { kind: 'end', next: reject(instruction, reason, stamp) };
}

/** What was allowed yesterday may be forbidden today, and a destination may have another address now. */
function prohibitionOf({ content }: Instruction, policy: Policy): ReasonCode | undefined {
  assert(content.kind !== 'asset-transfer', 'the release queue is for what leaves');
  const decision = gate(content, policy);
  if (decision.kind === 'refused') return decision.reason;
  const isSame = decision.entry.address === content.address && decision.entry.tag === tagOf(content);
  return isSame ? undefined : 'destination-mismatch';
}

function tagOf(content: OutgoingContent): string | undefined {
  return content.kind === 'withdrawal' ? content.tag : undefined;
}

async function send(
  parts: ReleaseParts,
  instruction: Instruction,
  limits: readonly RollingLimit[],
): Promise<Instruction> {
  const { content } = instruction;
  assert(content.kind !== 'asset-transfer', 'the release queue is for what leaves');
  const { coin, quantity } = content;
  const client = clientFor(parts, content);
  return sendOnce(instruction, {
    store: parts.instructions,
    clock: parts.clock,
    by,
    remainingMs: parts.remainingMs,
    reserve: async () => {
      const entry = { id: entryId(content.instructionId, instruction.attempts.length + 1), quantity };
      const now = await client.exchangeTime();
      const reserved = await parts.reservations.reserve(coin, entry, limits, now);
      return reserved === 'over-limit' ? 'over-rolling-limit' : undefined;
    },
    obstacle: (attempt) => obstacleTo(parts, instruction, attempt),
    prepare: () => preparePayment(client, content),
  });
}

/**
 * The last look: people may have paused, or revoked the destination, or made a limit smaller while the slot, the key and
 * the write took their time; and the place under the limits must be there still. It is taken up last.
 */
async function obstacleTo(
  parts: ReleaseParts,
  instruction: Instruction,
  { number, timestamp }: Attempt,
): Promise<HeldReason | undefined> {
  if ((await parts.pauses.get()) !== undefined) return 'paused';
  const policy = await parts.policies.get();
  if (prohibitionOf(instruction, policy) !== undefined) return 'policy-changed';
  const { instructionId, coin } = instruction.content;
  const id = entryId(instructionId, number);
  const isInPlace = await parts.reservations.confirm(coin, id, rollingOf(policy, coin), timestamp);
  return isInPlace ? undefined : 'limit-changed';
}
