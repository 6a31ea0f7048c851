import type { Millis } from '../shared/core/clock.ts';
import type { AccountId } from '../shared/core/ids.ts';
import { isTerminal } from '../shared/ledger/instruction/allowed-transitions.ts';
import { depositReference } from '../shared/ledger/messaging/deposit-reference.ts';
import { depositRun, depositRunMessage, runInstructionId } from '../shared/ledger/messaging/sweep-message.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { Sweep } from '../shared/ledger/policy/sweep.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import { runsForDeposits } from './decide-runs.ts';
import type { DepositDependencies } from './dependencies.ts';
import type { DepositRun, TrackedDeposit } from './deposit.ts';
import { dueRuns, sourceOf, type WaitingRun } from './due-runs.ts';
import type { SentRun } from './scan-store.ts';

/** What was sent for the deposits of one look. */
export interface SentRuns {
  /** The deposits, each as it is to be remembered. */
  readonly deposits: readonly TrackedDeposit[];
  readonly sentRuns: Readonly<Record<string, SentRun>>;
}

/**
 * Sends the runs that are due, to the queue that schedules send to, and drops those whose sweep does not run for
 * deposits any more. A message that is repeated is the same instruction.
 */
export async function sendRuns(
  dependencies: DepositDependencies,
  deposits: readonly TrackedDeposit[],
  policy: Policy,
  sentBefore: Readonly<Record<string, SentRun>>,
): Promise<SentRuns> {
  const sentRuns = new Map(Object.entries(sentBefore));
  const waiting = deposits.flatMap((deposit) => waitingRuns(deposit, policy));
  const now = dependencies.clock.now();
  const busy = await busySources(dependencies, waiting, sentRuns, now);
  const sent = new Set<string>();
  for (const run of dueRuns(waiting, busy, now)) {
    const send = () => sendRun(dependencies, run, policy.sweeps);
    const done = await orReport(dependencies, 'a run for a deposit could not be sent', send, { sweepId: run.sweep.id });
    if (done === undefined) continue;
    sent.add(nameOf(run.deposit, run.sweep.id));
    sentRuns.set(sourceOf(run), { id: done, at: now });
  }
  return {
    deposits: deposits.map((deposit) => withSent(deposit, policy, sent)),
    sentRuns: Object.fromEntries(sentRuns),
  };
}

async function sendRun(
  { sweeps: queue }: DepositDependencies,
  { deposit, sweep, creditedAt }: WaitingRun,
  sweeps: readonly Sweep[],
): Promise<SentRun['id']> {
  const run = depositRun(sweep.id, depositReference(deposit.orderId), creditedAt);
  await queue.send(depositRunMessage(run, sweep, sweeps));
  return runInstructionId(run);
}

/** Those whose sweep still runs for it, as the policy is now. */
function waitingRuns(deposit: TrackedDeposit, policy: Policy): readonly WaitingRun[] {
  const { creditedAt, runs = [] } = deposit;
  if (creditedAt === undefined) return [];
  return runs.flatMap((run): WaitingRun[] => {
    const sweep = run.state === 'waiting' ? sweepOf(run, deposit, policy) : undefined;
    const source = sweep === undefined ? undefined : policy.accounts[sweep.from];
    return sweep === undefined || source === undefined ? [] : [{ deposit, creditedAt, sweep, source }];
  });
}

function sweepOf({ sweepId }: DepositRun, { coin }: TrackedDeposit, { sweeps }: Policy): Sweep | undefined {
  return sweeps.find((sweep) => sweep.id === sweepId && runsForDeposits(sweep, coin));
}

function withSent(deposit: TrackedDeposit, policy: Policy, sent: ReadonlySet<string>): TrackedDeposit {
  if (deposit.runs === undefined) return deposit;
  const runs = deposit.runs.map((run): DepositRun => {
    if (run.state !== 'waiting') return run;
    if (sent.has(nameOf(deposit, run.sweepId))) return { ...run, state: 'sent' };
    return sweepOf(run, deposit, policy) === undefined ? { ...run, state: 'dropped' } : run;
  });
  return { ...deposit, runs };
}

function nameOf({ kind, orderId }: TrackedDeposit, sweepId: string): string {
  return `${kind} ${orderId} ${sweepId}`;
}

async function busySources(
  dependencies: DepositDependencies,
  waiting: readonly WaitingRun[],
  sentRuns: ReadonlyMap<string, SentRun>,
  now: Millis,
): Promise<ReadonlySet<string>> {
  const busy = new Set<string>();
  for (const [key, [run]] of Map.groupBy(waiting, sourceOf)) {
    if (run === undefined) continue;
    const look = () => isBusy(dependencies, run.source, run.sweep.coin, sentRuns.get(key), now);
    // Where that cannot be told a run waits a little longer, and then goes.
    if ((await orReport(dependencies, 'an earlier transfer could not be read', look)) !== false) busy.add(key);
  }
  return busy;
}

/** So long a run that was sent may take until it writes its instruction: the queue may be behind. */
const unwrittenMs = 4 * 60_000;

async function isBusy(
  { instructions, claims }: DepositDependencies,
  source: AccountId,
  coin: string,
  last: SentRun | undefined,
  now: Millis,
): Promise<boolean> {
  if (last !== undefined) {
    const instruction = await instructions.get(last.id);
    const isOpen = instruction === undefined ? now - last.at < unwrittenMs : !isTerminal(instruction.state.status);
    if (isOpen) return true;
  }
  return (await claims.holder(source, coin, now)) !== undefined;
}
