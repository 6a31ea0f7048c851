import { compare, zero } from '../shared/core/amount.ts';
import type { Clock } from '../shared/core/clock.ts';
import { assert, isTreasuryError } from '../shared/core/errors.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { assetTransfer } from '../shared/exchange/endpoints/asset-transfer.ts';
import { InstructionConflictError } from '../shared/ledger/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { approve, reject, request } from '../shared/ledger/instruction/transitions.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatus } from '../shared/ledger/messaging/status-events.ts';
import { instructionIdOf, type SweepRun } from '../shared/ledger/messaging/sweep-message.ts';
import { pausing } from '../shared/ledger/pause/pause.ts';
import type { Subject } from '../shared/ledger/pause/scope.ts';
import { waitForResume } from '../shared/ledger/pause/wait-for-resume.ts';
import { sendOnce } from '../shared/ledger/send.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { SourceClaims } from '../shared/ledger/store/source-claims.ts';
import { decide, type SweepDecision } from './decide.ts';
import { contentOf, findPlan, isOfPlan, mayMove, type Plan, planOf } from './plan.ts';
import { readSweepBalances } from './read-balances.ts';

export interface SweepParts {
  readonly instructions: InstructionStore;
  readonly policies: PolicyStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly claims: SourceClaims;
  readonly bus: Bus;
  readonly exchange: Pick<ExchangeClient, 'read' | 'prepare'>;
  readonly clock: Clock;
  /** Milliseconds that this invocation has left. */
  readonly remainingMs: () => number;
}

const by = 'asset-transfer';

/**
 * Runs one sweep. On the last try a balance that cannot be read ends the run with its reason; before, the error goes on
 * and the queue tries again.
 */
export async function runSweep(parts: SweepParts, run: SweepRun, isLastTry: boolean): Promise<Instruction> {
  const id = instructionIdOf(run);
  const existing = await parts.instructions.get(id);
  // Somebody asked for a withdrawal under the id of this run. It is theirs, and not touched.
  if (existing !== undefined && existing.content.kind !== 'asset-transfer') throw new InstructionConflictError(id);
  const policy = await parts.policies.get();
  const instruction =
    existing === undefined
      ? await begin(parts, planOf(policy, run), isLastTry)
      : await resume(parts, findPlan(policy, run), existing, policy.approvalExpiryMs);
  return publishStatus(parts.bus, parts.instructions, instruction);
}

/** The first delivery of a run: decide, write it down, send it. */
async function begin(parts: SweepParts, plan: Plan, isLastTry: boolean): Promise<Instruction> {
  const decision = (await isPaused(parts, contentOf(plan, zero)))
    ? nothing('paused')
    : await decideNow(parts, plan, isLastTry);
  const stamp = { at: parts.clock.now(), by };
  const requested = request(contentOf(plan, decision.quantity), stamp);
  const decided = decision.kind === 'move' ? approve(requested, stamp) : reject(requested, decision.reason, stamp);
  const created = await parts.instructions.create(decided);
  // Another instance was first with this run: it decides and sends.
  if (created.kind !== 'created' || decision.kind === 'nothing') return created.instruction;
  return send(parts, plan, created.instruction);
}

/**
 * A repeated delivery. Only what was certainly not taken goes on, and only if balances read now still give at least as
 * much: the reserve is never broken, and a target never overshot, on an old picture.
 */
async function resume(
  parts: SweepParts,
  plan: Plan | undefined,
  existing: Instruction,
  approvalExpiryMs: number,
): Promise<Instruction> {
  const stamp = { at: parts.clock.now(), by };
  const readiness = readinessOf(existing, approvalExpiryMs, stamp);
  if (readiness.kind === 'leave') return existing;
  if (readiness.kind === 'end') return write(parts, existing, readiness.next);
  if (plan === undefined || !isOfPlan(existing, plan))
    return write(parts, existing, reject(existing, 'sweep-changed', stamp));
  if (await isPaused(parts, existing.content)) {
    const waiting = waitForResume(existing, stamp);
    return waiting === existing ? existing : write(parts, existing, waiting);
  }
  const decision = await decideNow(parts, plan, false);
  if (decision.kind === 'nothing') return write(parts, existing, reject(existing, decision.reason, stamp));
  const isCovered = compare(decision.quantity, existing.content.quantity) >= 0;
  if (!isCovered) return write(parts, existing, reject(existing, 'balance-changed', stamp));
  return send(parts, plan, existing);
}

/** The gates before any sweep: it is switched on, nothing earlier is open, and the balance was read in this very run. */
async function decideNow(parts: SweepParts, plan: Plan, isLastTry: boolean): Promise<SweepDecision> {
  const { sweep, source, target } = plan;
  if (!sweep.enabled) return nothing('disabled');
  const claim = await parts.claims.claim(source, sweep.coin, plan.id, parts.clock.now());
  if (claim.kind === 'held') return nothing('earlier-instruction-open');
  try {
    const balances = await readSweepBalances(parts.exchange, { source, target }, sweep.coin, 'topUpTo' in sweep.amount);
    return decide(sweep, balances, plan.decimals);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    // What the exchange refuses it refuses again, and a message that is tried again holds up all sweeps.
    if (!isLastTry && error.code !== 'exchange-refused') throw error;
    return nothing('balance-unavailable');
  }
}

async function isPaused({ pauses }: SweepParts, subject: Subject): Promise<boolean> {
  return pausing(await pauses.get(), subject) !== undefined;
}

function nothing(reason: ReasonCode): SweepDecision {
  return { kind: 'nothing', reason, quantity: zero };
}

async function write(parts: SweepParts, seen: Instruction, next: Instruction): Promise<Instruction> {
  await parts.instructions.update(seen, next);
  return next;
}

async function send(parts: SweepParts, plan: Plan, instruction: Instruction): Promise<Instruction> {
  const { content } = instruction;
  assert(content.kind === 'asset-transfer', 'a sweep makes transfers');
  assert(content.source === plan.source, 'a sweep sends from the account whose balance it read');
  const { source: from, address: to, coin, quantity } = content;
  return sendOnce(instruction, {
    store: parts.instructions,
    clock: parts.clock,
    by,
    remainingMs: parts.remainingMs,
    // Limits are for what leaves the company.
    reserve: async () => undefined,
    obstacle: async () => {
      if (await isPaused(parts, content)) return 'paused';
      const now = findPlan(await parts.policies.get(), plan.run);
      return now !== undefined && mayMove(instruction, now) ? undefined : 'policy-changed';
    },
    prepare: async () => {
      const prepared = await parts.exchange.prepare(assetTransfer);
      return {
        ...prepared,
        post: ({ clientOrderId }) => prepared.post({ from, to, coin, quantity, clientOrderId }, clientOrderId),
      };
    },
  });
}
