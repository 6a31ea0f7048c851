import { zero } from '../shared/core/amount.ts';
import { assert, InvalidInputError, isTreasuryError, type TreasuryError } from '../shared/core/errors.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { InstructionConflictError } from '../shared/ledger/errors.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';
import { createInstruction, markApproved, reject } from '../shared/ledger/instruction/transitions.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishStatusEvents } from '../shared/ledger/messaging/status-events.ts';
import { sharesGroup } from '../shared/ledger/messaging/sweep-group.ts';
import { runInstructionId, type SweepRun } from '../shared/ledger/messaging/sweep-message.ts';
import { heldReasonFor } from '../shared/ledger/obstacle.ts';
import { findCoveringPause } from '../shared/ledger/pause/pause.ts';
import type { PauseSubject } from '../shared/ledger/pause/scope.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { PauseStore } from '../shared/ledger/store/pauses.ts';
import type { PolicyStore } from '../shared/ledger/store/policy-store.ts';
import type { SourceClaims } from '../shared/ledger/store/source-claims.ts';
import { decideSweep, type SweepBalances, type SweepDecision } from '../shared/ledger/sweeps/decide-sweep.ts';
import type { Report } from '../shared/runtime/report.ts';
import { findObstacle } from './find-obstacle.ts';
import { contentOf, findPlan, planOf, type SweepPlan } from './plan.ts';
import { readSweepBalances } from './read-balances.ts';
import { by, sendTransfer, stopTransfer, type TransferDependencies } from './send-transfer.ts';

export interface SweepDependencies extends TransferDependencies {
  readonly policies: PolicyStore;
  readonly pauses: Pick<PauseStore, 'get'>;
  readonly claims: SourceClaims;
  readonly bus: Bus;
  readonly exchange: Pick<ExchangeClient, 'read' | 'prepare'>;
  /** Told of what is odd and stops nothing. */
  readonly report: Report;
}

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
      ? await startRun(dependencies, policy, planFor(dependencies, policy, run), isLastTry)
      : await resumeRun(dependencies, policy, existing, run);
  return publishStatusEvents(dependencies.bus, dependencies.instructions, instruction);
}

/** What the clocks of a schedule and of a function may be apart. */
const aheadMaxMs = 5 * 60_000;

/** A run whose time has not come would take the place of the one that comes then. Throws InvalidInputError. */
function planFor({ clock }: SweepDependencies, policy: Policy, run: SweepRun): SweepPlan {
  if (Date.parse(run.scheduledTime) <= clock.now() + aheadMaxMs) return planOf(policy, run);
  const expected = 'a time at most 5 minutes from now';
  throw new InvalidInputError('sweep run', [{ field: 'scheduledTime', reason: 'is in the future', expected }]);
}

/** The first delivery of a run: decide, write it down, send it. */
async function startRun(
  dependencies: SweepDependencies,
  policy: Policy,
  plan: SweepPlan,
  isLastTry: boolean,
): Promise<Instruction> {
  const look =
    (await lookAtRun(dependencies, policy, plan)) ?? (await decideNow(dependencies, policy, plan, isLastTry));
  const stamp = { at: dependencies.clock.now(), by };
  const requested = createInstruction(contentOf(plan, look.quantity), stamp);
  const decided = look.kind === 'move' ? markApproved(requested, stamp) : reject(requested, look.reason, stamp);
  const created = await dependencies.instructions.create(decided);
  // Another instance was first with this run: it decides and sends.
  if (created.kind !== 'created' || look.kind === 'nothing') return created.instruction;
  return send(dependencies, plan, created.instruction, look.balances);
}

/** The list of conditions, asked about a run that is not written yet. Undefined where nothing stands in its way. */
async function lookAtRun(
  dependencies: SweepDependencies,
  { approvalExpiryMs }: Policy,
  plan: SweepPlan,
): Promise<Look | undefined> {
  const content = contentOf(plan, zero);
  const context = { plan, approvalExpiryMs, isPaused: await isPaused(dependencies, content) };
  const stamp = { at: dependencies.clock.now(), by };
  const obstacle = findObstacle(markApproved(createInstruction(content, stamp), stamp), context, stamp);
  if (obstacle === undefined) return undefined;
  // Nothing is held that is not written: the next run comes by itself.
  return nothing(obstacle.kind === 'forbidden' ? obstacle.reason : 'paused');
}

/**
 * A repeated delivery. Only what was certainly not taken goes on, and only if balances read now still give at least as
 * much: the reserve is never broken, and a target never overshot, on an old picture.
 */
async function resumeRun(
  dependencies: SweepDependencies,
  policy: Policy,
  existing: Instruction,
  run: SweepRun,
): Promise<Instruction> {
  const stamp = { at: dependencies.clock.now(), by };
  const plan = findPlan(policy, run);
  const { approvalExpiryMs } = policy;
  const context = { plan, approvalExpiryMs, isPaused: await isPaused(dependencies, existing.content) };
  const obstacle = findObstacle(existing, context, stamp);
  if (obstacle !== undefined || plan === undefined) return stopTransfer(dependencies, existing, obstacle, stamp);
  const look = await decideNow(dependencies, policy, plan, false);
  if (look.kind === 'nothing') return write(dependencies, existing, reject(existing, look.reason, stamp));
  const { balances } = look;
  const left = findObstacle(existing, { ...context, balances }, stamp);
  return left === undefined
    ? send(dependencies, plan, existing, balances)
    : stopTransfer(dependencies, existing, left, stamp);
}

/** What a run finds before it moves anything. What may move was decided on these balances. */
type Look =
  | (Extract<SweepDecision, { kind: 'move' }> & { readonly balances: SweepBalances })
  | Extract<SweepDecision, { kind: 'nothing' }>;

/** The gates beside the list of conditions: nothing earlier is open, and the balance was read in this very run. */
async function decideNow(
  dependencies: SweepDependencies,
  { sweeps }: Policy,
  plan: SweepPlan,
  isLastTry: boolean,
): Promise<Look> {
  const { sweep, source, target } = plan;
  const claim = await dependencies.claims.claim(source, sweep.coin, plan.id, dependencies.clock.now());
  if (claim.kind === 'held') return nothing('earlier-instruction-open');
  try {
    const needsTarget = 'topUpTo' in sweep.amount;
    const balances = await readSweepBalances(dependencies, { source, target }, sweep.coin, needsTarget);
    const decision = decideSweep(sweep, balances, plan.decimals);
    return decision.kind === 'move' ? { ...decision, balances } : decision;
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    const isFinal = isLastTry || isFinalAnswer(error, sharesGroup(sweep, sweeps));
    if (!isFinal) throw error;
    return nothing('balance-unavailable');
  }
}

/**
 * What the exchange refuses it refuses again. A row that cannot be read may be mended before the next try, but that is
 * waited for only where no other sweep waits too.
 */
function isFinalAnswer({ code }: TreasuryError, holdsUpOthers: boolean): boolean {
  return code === 'exchange-refused' || (holdsUpOthers && code === 'exchange-answer-malformed');
}

async function isPaused({ pauses }: SweepDependencies, subject: PauseSubject): Promise<boolean> {
  return findCoveringPause(await pauses.get(), subject) !== undefined;
}

function nothing(reason: ReasonCode): Look {
  return { kind: 'nothing', reason, quantity: zero };
}

async function write(dependencies: SweepDependencies, seen: Instruction, next: Instruction): Promise<Instruction> {
  await dependencies.instructions.update(seen, next);
  return next;
}

async function send(
  dependencies: SweepDependencies,
  plan: SweepPlan,
  instruction: Instruction,
  balances: SweepBalances,
): Promise<Instruction> {
  const { content } = instruction;
  assert(content.kind === 'asset-transfer', 'a sweep makes transfers');
  assert(content.source === plan.source, 'a sweep sends from the account whose balance it read');
  return sendTransfer(dependencies, instruction, content, async () => {
    const paused = await isPaused(dependencies, content);
    const policy = await dependencies.policies.get();
    const { approvalExpiryMs } = policy;
    const context = { plan: findPlan(policy, plan.run), approvalExpiryMs, isPaused: paused, balances };
    return heldReasonFor(findObstacle(instruction, context, { at: dependencies.clock.now(), by }));
  });
}
