import type { Millis } from '../shared/core/clock.ts';
import { depositReference } from '../shared/ledger/messaging/deposit-reference.ts';
import { depositRun, depositRunMessage } from '../shared/ledger/messaging/sweep-message.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { Sweep } from '../shared/ledger/policy/sweep.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import type { DepositDependencies } from './dependencies.ts';
import type { DepositRun, TrackedDeposit } from './deposit.ts';
import { dueRuns, sourceOf, type WaitingRun } from './due-runs.ts';
import { followRuns, instructionIdOf, sweepOf } from './run-progress.ts';

/** So long a run that was sent keeps the next one of its account and coin waiting: its message may be on its way. */
const unwrittenMs = 4 * 60_000;

/**
 * Sends the runs that are due, to the queue that schedules send to, until their instructions are there; and drops those
 * whose sweep does not run for deposits any more. A message that is repeated is the same instruction. Answers the
 * deposits, each as it is to be remembered.
 */
export async function sendRuns(
  dependencies: DepositDependencies,
  given: readonly TrackedDeposit[],
  policy: Policy,
): Promise<readonly TrackedDeposit[]> {
  const now = dependencies.clock.now();
  const deposits: TrackedDeposit[] = [];
  for (const deposit of given) deposits.push(await followRuns(dependencies, deposit, policy, now));
  const waiting = deposits.flatMap((deposit) => runsIn(deposit, policy, 'waiting'));
  const busy = await busySources(dependencies, deposits, policy, waiting, now);
  const sent = new Set<string>();
  for (const run of dueRuns(waiting, busy, now)) {
    const send = async () => ({ sent: await sendRun(dependencies, run, policy.sweeps) });
    const done = await orReport(dependencies, 'a run for a deposit could not be sent', send, { sweepId: run.sweep.id });
    if (done !== undefined) sent.add(instructionIdOf(run.deposit, run.sweep.id));
  }
  return deposits.map((deposit) => withSent(deposit, sent, now));
}

function sendRun(
  { sweeps: queue }: DepositDependencies,
  { deposit, sweep, creditedAt }: WaitingRun,
  sweeps: readonly Sweep[],
): Promise<void> {
  const run = depositRun(sweep.id, depositReference(deposit.orderId), creditedAt);
  return queue.send(depositRunMessage(run, sweep, sweeps));
}

function withSent(deposit: TrackedDeposit, sent: ReadonlySet<string>, now: Millis): TrackedDeposit {
  if (deposit.runs === undefined) return deposit;
  const runs = deposit.runs.map((run): DepositRun => {
    const { sweepId } = run;
    return sent.has(instructionIdOf(deposit, sweepId)) ? { sweepId, state: 'sent', sentAt: now } : run;
  });
  return { ...deposit, runs };
}

/** Those in this state whose sweep still runs for the deposit, as the policy is now. */
function runsIn(deposit: TrackedDeposit, policy: Policy, state: DepositRun['state']): readonly WaitingRun[] {
  const { creditedAt, runs = [] } = deposit;
  if (creditedAt === undefined) return [];
  return runs.flatMap((run): WaitingRun[] => {
    const sweep = run.state === state ? sweepOf(run, deposit, policy) : undefined;
    const source = sweep === undefined ? undefined : policy.accounts[sweep.from];
    return sweep === undefined || source === undefined ? [] : [{ deposit, creditedAt, sweep, source }];
  });
}

/** The accounts and coins that a transfer is at work on, or that one is about to. */
async function busySources(
  dependencies: DepositDependencies,
  deposits: readonly TrackedDeposit[],
  policy: Policy,
  waiting: readonly WaitingRun[],
  now: Millis,
): Promise<ReadonlySet<string>> {
  const isUnwritten = ({ runs = [] }: TrackedDeposit) =>
    runs.some((run) => run.state === 'sent' && now - run.sentAt < unwrittenMs);
  const busy = new Set(deposits.filter(isUnwritten).flatMap((each) => runsIn(each, policy, 'sent').map(sourceOf)));
  for (const [key, [run]] of Map.groupBy(waiting, sourceOf)) {
    if (run === undefined || busy.has(key)) continue;
    const look = async () => (await dependencies.claims.holder(run.source, run.sweep.coin, now)) !== undefined;
    // Where that cannot be told a run waits a little longer, and then goes.
    if ((await orReport(dependencies, 'an earlier transfer could not be read', look)) !== false) busy.add(key);
  }
  return busy;
}
