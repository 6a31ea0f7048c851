import { compare, zero } from '../shared/core/amount.ts';
import type { Clock } from '../shared/core/clock.ts';
import { assert, isTreasuryError } from '../shared/core/errors.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { assetTransfer } from '../shared/exchange/endpoints/asset-transfer.ts';
import { InstructionConflictError } from '../shared/ledger/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { readinessOf } from '../shared/ledger/instruction/readiness.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { createInstruction, markApproved, reject } from '../shared/ledger/instruction/transitions.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { runInstructionId, type SweepRun } from '../shared/ledger/messaging/sweep-message.ts';
import { findCoveringPause } from '../shared/ledger/pause/pause.ts';
import type { PauseSubject } from '../shared/ledger/pause/scope.ts';
import { waitForResume } from '../shared/ledger/pause/wait-for-resume.ts';
import { sendOnce } from '../shared/ledger/send.ts';
import type { InstructionStore } from '../shared/ledger/store/instruction-store.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { SourceClaims } from '../shared/ledger/store/source-claims.ts';
import { decideSweep, type SweepDecision } from './decide-sweep.ts';
import { contentOf, findPlan, matchesPlan, mayMove, planOf, type SweepPlan } from './plan.ts';
import { readSweepBalances } from './read-balances.ts';

export interface SweepDependencies {
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
export async function runSweep(
  dependencies: SweepDependencies,
  run: SweepRun,
  isLastTry: boolean,
): Promise<Instruction> {
  const id = runInstructionId(run);
  const existing = await dependencies.instructions.get(id);
  // Somebody asked for a withdrawal under the id of this run. It is theirs, and not touched.
  if (existing !== undefined && existing.content.kind !== 'asset-transfer') throw new InstructionConflictError(id);
  const policy = await dependencies.policies.get();
  const instruction =
    existing === undefined
      ? await startRun(dependencies, planOf(policy, run), isLastTry)
      : await resumeRun(dependencies, findPlan(policy, run), existing, policy.approvalExpiryMs);
  return publishStatusEvents(dependencies.bus, dependencies.instructions, instruction);
}

/** The first delivery of a run: decide, write it down, send it. */
async function startRun(dependencies: SweepDependencies, plan: SweepPlan, isLastTry: boolean): Promise<Instruction> {
  const decision = (await isPaused(dependencies, contentOf(plan, zero)))
    ? nothing('paused')
    : await decideNow(dependencies, plan, isLastTry);
  const stamp = { at: dependencies.clock.now(), by };
  const requested = createInstruction(contentOf(plan, decision.quantity), stamp);
  const decided = decision.kind === 'move' ? markApproved(requested, stamp) : reject(requested, decision.reason, stamp);
  const created = await dependencies.instructions.create(decided);
  // Another instance was first with this run: it decides and sends.
  if (created.kind !== 'created' || decision.kind === 'nothing') return created.instruction;
  return send(dependencies, plan, created.instruction);
}

/**
 * A repeated delivery. Only what was certainly not taken goes on, and only if balances read now still give at least as
 * much: the reserve is never broken, and a target never overshot, on an old picture.
 */
async function resumeRun(
  dependencies: SweepDependencies,
  plan: SweepPlan | undefined,
  existing: Instruction,
  approvalExpiryMs: number,
): Promise<Instruction> {
  const stamp = { at: dependencies.clock.now(), by };
  const readiness = readinessOf(existing, approvalExpiryMs, stamp);
  if (readiness.kind === 'leave') return existing;
  if (readiness.kind === 'end') return write(dependencies, existing, readiness.next);
  if (plan === undefined || !matchesPlan(existing, plan))
    return write(dependencies, existing, reject(existing, 'sweep-changed', stamp));
  if (await isPaused(dependencies, existing.content)) {
    const waiting = waitForResume(existing, stamp);
    return waiting === existing ? existing : write(dependencies, existing, waiting);
  }
  const decision = await decideNow(dependencies, plan, false);
  if (decision.kind === 'nothing') return write(dependencies, existing, reject(existing, decision.reason, stamp));
  const isCovered = compare(decision.quantity, existing.content.quantity) >= 0;
  if (!isCovered) return write(dependencies, existing, reject(existing, 'balance-changed', stamp));
  return send(dependencies, plan, existing);
}

/** The gates before any sweep: it is switched on, nothing earlier is open, and the balance was read in this very run. */
async function decideNow(dependencies: SweepDependencies, plan: SweepPlan, isLastTry: boolean): Promise<SweepDecision> {
  const { sweep, source, target } = plan;
  if (!sweep.enabled) return nothing('disabled');
  const claim = await dependencies.claims.claim(source, sweep.coin, plan.id, dependencies.clock.now());
  if (claim.kind === 'held') return nothing('earlier-instruction-open');
  try {
    const balances = await readSweepBalances(
      dependencies.exchange,
      { source, target },
      sweep.coin,
      'topUpTo' in sweep.amount,
    );
    return decideSweep(sweep, balances, plan.decimals);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    // What the exchange refuses it refuses again, and a message that is tried again holds up all sweeps.
    if (!isLastTry && error.code !== 'exchange-refused') throw error;
    return nothing('balance-unavailable');
  }
}

async function isPaused({ pauses }: SweepDependencies, subject: PauseSubject): Promise<boolean> {
  return findCoveringPause(await pauses.get(), subject) !== undefined;
}

function nothing(reason: ReasonCode): SweepDecision {
  return { kind: 'nothing', reason, quantity: zero };
}

async function write(dependencies: SweepDependencies, seen: Instruction, next: Instruction): Promise<Instruction> {
  await dependencies.instructions.update(seen, next);
  return next;
}

async function send(dependencies: SweepDependencies, plan: SweepPlan, instruction: Instruction): Promise<Instruction> {
  const { content } = instruction;
  assert(content.kind === 'asset-transfer', 'a sweep makes transfers');
  assert(content.source === plan.source, 'a sweep sends from the account whose balance it read');
  const { source: from, address: to, coin, quantity } = content;
  return sendOnce(instruction, {
    store: dependencies.instructions,
    clock: dependencies.clock,
    by,
    remainingMs: dependencies.remainingMs,
    // Limits are for what leaves the company.
    reserve: async () => undefined,
    obstacle: async () => {
      if (await isPaused(dependencies, content)) return 'paused';
      const now = findPlan(await dependencies.policies.get(), plan.run);
      return now !== undefined && mayMove(instruction, now) ? undefined : 'policy-changed';
    },
    prepare: async () => {
      const prepared = await dependencies.exchange.prepare(assetTransfer);
      return {
        ...prepared,
        post: ({ clientOrderId }) => prepared.post({ from, to, coin, quantity, clientOrderId }, clientOrderId),
      };
    },
  });
}
