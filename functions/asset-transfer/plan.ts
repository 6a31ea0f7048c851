import type { Amount } from '../shared/core/amount.ts';
import { assert, InvalidInputError } from '../shared/core/errors.ts';
import type { AccountId, InstructionId } from '../shared/core/ids.ts';
import type { SweepContent } from '../shared/ledger/instruction/content.ts';
import type { Instruction } from '../shared/ledger/instruction/instruction.ts';
import { runInstructionId, type SweepRun } from '../shared/ledger/messaging/sweep-message.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { Sweep } from '../shared/ledger/policy/sweep.ts';

/** One run of a sweep, with everything that the policy says about it. */
export interface SweepPlan {
  readonly run: SweepRun;
  readonly id: InstructionId;
  readonly sweep: Sweep;
  readonly source: AccountId;
  readonly target: AccountId;
  readonly decimals: number;
}

/** Undefined where the policy has no such sweep, or none any more, or one that no longer runs for deposits. */
export function findPlan(policy: Policy, run: SweepRun): SweepPlan | undefined {
  const sweep = policy.sweeps.find(({ id }) => id === run.sweepId);
  if (sweep === undefined || (run.deposit !== undefined && sweep.trigger !== 'deposit')) return undefined;
  const source = policy.accounts[sweep.from];
  const target = policy.accounts[sweep.to];
  const decimals = policy.coins[sweep.coin]?.decimals;
  assert(source !== undefined && target !== undefined && decimals !== undefined, 'a policy that was deployed is whole');
  return { run, id: runInstructionId(run), sweep, source, target, decimals };
}

/** The same, or an InvalidInputError where there is no such sweep. */
export function planOf(policy: Policy, run: SweepRun): SweepPlan {
  const plan = findPlan(policy, run);
  if (plan !== undefined) return plan;
  const ofDeposit = run.deposit === undefined ? '' : ' that runs for deposits';
  const expected = `the id of a sweep in the policy${ofDeposit}`;
  throw new InvalidInputError('sweep run', [{ field: 'sweepId', reason: `no sweep ${run.sweepId}`, expected }]);
}

/** What this run says when it moves `quantity`. */
export function contentOf(plan: SweepPlan, quantity: Amount): SweepContent {
  const { id, sweep, source, target } = plan;
  return {
    kind: 'asset-transfer',
    instructionId: id,
    sweepId: sweep.id,
    source,
    destination: sweep.to,
    address: target,
    coin: sweep.coin,
    quantity,
    requestedBy: `sweep:${sweep.id}`,
  };
}

/** Whether an instruction that was written earlier still is this run of this sweep. */
export function matchesPlan({ content }: Instruction, plan: SweepPlan): boolean {
  return (
    content.kind === 'asset-transfer' &&
    'sweepId' in content &&
    content.sweepId === plan.sweep.id &&
    content.coin === plan.sweep.coin &&
    content.source === plan.source &&
    content.address === plan.target
  );
}
