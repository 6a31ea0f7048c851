import type { Millis } from '../shared/core/clock.ts';
import type { InstructionId } from '../shared/core/ids.ts';
import { depositReference } from '../shared/ledger/messaging/deposit-reference.ts';
import { depositRunId } from '../shared/ledger/messaging/sweep-message.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { Sweep } from '../shared/ledger/policy/sweep.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import { runsForDeposits } from './decide-runs.ts';
import type { DepositDependencies } from './dependencies.ts';
import type { DepositRun, TrackedDeposit } from './deposit.ts';

/** A queue that lost a message is given it again. Sooner, SQS would take it for the same one, and drop it. */
const sendAgainMs = 6 * 60_000;
/** No sweep takes a run that is later than this (`startWithin`). */
const giveUpMs = 86_400_000;

type ProgressDependencies = Pick<DepositDependencies, 'instructions' | 'report'>;

/** What became of the runs of one deposit. Where that cannot be read, they stand as they are. */
export async function followRuns(
  dependencies: ProgressDependencies,
  deposit: TrackedDeposit,
  policy: Policy,
  now: Millis,
): Promise<TrackedDeposit> {
  const { creditedAt, runs } = deposit;
  if (creditedAt === undefined || runs === undefined) return deposit;
  const next: DepositRun[] = [];
  for (const run of runs) {
    const { sweepId } = run;
    const look = () => followRun(dependencies, { ...deposit, creditedAt }, run, policy, now);
    next.push((await orReport(dependencies, 'a run for a deposit could not be read', look, { sweepId })) ?? run);
  }
  return { ...deposit, runs: next };
}

async function followRun(
  { instructions, report }: ProgressDependencies,
  deposit: TrackedDeposit & { readonly creditedAt: Millis },
  run: DepositRun,
  policy: Policy,
  now: Millis,
): Promise<DepositRun> {
  const { sweepId } = run;
  if (run.state === 'started' || run.state === 'dropped') return run;
  if (run.state === 'sent') {
    if ((await instructions.get(instructionIdOf(deposit, sweepId))) !== undefined) return { sweepId, state: 'started' };
    if (now - run.sentAt < sendAgainMs) return run;
  }
  if (now - deposit.creditedAt >= giveUpMs) {
    report('a run for a deposit did not begin', { sweepId, orderId: deposit.orderId });
    return { sweepId, state: 'dropped' };
  }
  return { sweepId, state: sweepOf(run, deposit, policy) === undefined ? 'dropped' : 'waiting' };
}

/** The sweep of a run as it is now. Undefined where it does not run for this deposit any more. */
export function sweepOf({ sweepId }: DepositRun, { coin }: TrackedDeposit, { sweeps }: Policy): Sweep | undefined {
  return sweeps.find((sweep) => sweep.id === sweepId && runsForDeposits(sweep, coin));
}

/** The id of the instruction that a run of a deposit becomes. */
export function instructionIdOf({ orderId }: TrackedDeposit, sweepId: string): InstructionId {
  return depositRunId(sweepId, depositReference(orderId));
}
