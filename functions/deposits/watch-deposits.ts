import { isDeepStrictEqual } from 'node:util';
import type { Millis } from '../shared/core/clock.ts';
import type { CoinInfo } from '../shared/exchange/endpoints/exchange-info.ts';
import { depositListsFor } from '../shared/ledger/deposit-kind.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import type { DepositDependencies } from './dependencies.ts';
import type { TrackedDeposit } from './deposit.ts';
import { minimumIn, readMinimums } from './deposit-minimums.ts';
import type { StoredDeposit } from './deposit-store.ts';
import { followList } from './follow-list.ts';
import { readBudget, tellUntilMs } from './look-budget.ts';
import { isOnItsWay } from './observe-deposit.ts';
import type { DepositScan } from './scan-store.ts';
import { sendRuns } from './send-runs.ts';
import { type DepositRules, isOverdue, isStuck, stuckReason, untoldSteps } from './stuck-deposit.ts';
import { accountsOnce, tellDeposit } from './tell-deposits.ts';
import { type TrackedDeposits, trackDeposits } from './tracked-deposits.ts';

/** What one look found. */
export interface DepositLook {
  /** Deposits with which something is still to happen. */
  readonly open: number;
  /** Those that people have to see to. */
  readonly stuck: number;
  /** Rows of the exchange that are not as documented. */
  readonly unreadable: number;
}

/**
 * Looks at what payers sent: remembers each deposit, tells of it, and sends the runs of sweeps that are for it. Safe to
 * run twice, and at the same time: what is repeated is told again, and moves nothing again.
 */
export async function watchDeposits(dependencies: DepositDependencies): Promise<DepositLook> {
  const { policies, scans, exchange, clock } = dependencies;
  const beganAt = clock.now();
  const policy = await policies.get();
  const seen = await scans.read();
  const seenAt = await exchange.exchangeTime();
  const tracked = await trackDeposits(dependencies, seen.state.openAfter);
  const { lists, unreadable } = await readLists(dependencies, policy, seen.state.lists, { beganAt, seenAt, tracked });
  const rules = await rulesOf(dependencies, policy, seenAt, tracked.all());
  const open = await goOn(dependencies, tracked.all(), policy, rules, beganAt);
  const { openAfter } = tracked;
  await scans.write(seen, { lists, ...(openAfter === undefined ? {} : { openAfter }) });
  return { open: open.length, stuck: open.filter((deposit) => isStuck(deposit, rules)).length, unreadable };
}

interface LookState {
  readonly beganAt: Millis;
  readonly seenAt: Millis;
  readonly tracked: TrackedDeposits;
}

/** Each list by itself: where one cannot be read, the other is, and the next look goes on from where this one began. */
async function readLists(
  dependencies: DepositDependencies,
  policy: Policy,
  before: DepositScan['lists'],
  { beganAt, seenAt, tracked }: LookState,
): Promise<{ readonly lists: DepositScan['lists']; readonly unreadable: number }> {
  const { clock, exchange } = dependencies;
  const coins = Object.keys(policy.coins);
  const lists = { ...before };
  let unreadable = 0;
  for (const kind of depositListsFor(coins)) {
    const onTheirWay = tracked
      .all()
      .flatMap(({ deposit }) => (deposit.kind === kind && isOnItsWay(deposit, seenAt) ? [deposit.time] : []));
    const budget = readBudget(exchange, clock, kind, beganAt);
    const look = { kind, coins, seenAt, budget, progress: before[kind], onTheirWay };
    const read = () =>
      followList(dependencies, {
        ...look,
        observe: (deposit, baselineAt) => tracked.observe(deposit, { now: clock.now(), baselineAt }),
      });
    const result = await orReport(dependencies, 'the deposits could not be listed', read, { kind });
    if (result === undefined) continue;
    lists[kind] = result.progress;
    unreadable += result.unreadable;
  }
  if (unreadable > 0) dependencies.report('the exchange has deposits that cannot be read', { unreadable });
  return { lists, unreadable };
}

/** Minima are read only where something waits for too long: they may be why. */
async function rulesOf(
  dependencies: DepositDependencies,
  { depositLimitMs: limits }: Policy,
  seenAt: Millis,
  tracked: readonly StoredDeposit[],
): Promise<DepositRules> {
  const mayBeBelow = ({ deposit }: StoredDeposit) =>
    deposit.kind === 'crypto' && isOverdue(deposit, { seenAt, limits });
  const read = () => readMinimums(dependencies.exchange);
  const listed: readonly CoinInfo[] =
    (tracked.some(mayBeBelow)
      ? await orReport(dependencies, 'the least quantities of deposits could not be read', read)
      : undefined) ?? [];
  return { seenAt, limits, minimumOf: (deposit) => minimumIn(listed, deposit) };
}

/** Tells and sends what is due, and notes it. Answers what is still open. */
async function goOn(
  dependencies: DepositDependencies,
  tracked: readonly StoredDeposit[],
  policy: Policy,
  rules: DepositRules,
  beganAt: Millis,
): Promise<readonly TrackedDeposit[]> {
  const context = { policy, rules, accounts: accountsOnce(dependencies) };
  const told: TrackedDeposit[] = [];
  for (const { deposit } of tracked) {
    const isLate = dependencies.clock.now() >= beganAt + tellUntilMs;
    told.push(isLate ? deposit : await tellDeposit(dependencies, deposit, context));
  }
  const deposits = await sendRuns(dependencies, told, policy);
  const open: TrackedDeposit[] = [];
  for (const [index, stored] of tracked.entries()) {
    const deposit = deposits[index] ?? stored.deposit;
    const isOpen = hasSomethingToHappen(deposit, rules);
    if (isOpen) open.push(deposit);
    if (isOpen !== stored.isOpen || !isDeepStrictEqual(deposit, stored.deposit)) {
      await dependencies.deposits.write({ ...stored, isOpen, deposit });
    }
  }
  return open;
}

function hasSomethingToHappen(deposit: TrackedDeposit, rules: DepositRules): boolean {
  const { creditedAt, runs } = deposit;
  const isUnstarted = runs === undefined || runs.some(({ state }) => state === 'waiting' || state === 'sent');
  const awaitsRuns = creditedAt !== undefined && isUnstarted;
  const isUntold = untoldSteps(deposit, stuckReason(deposit, rules)).length > 0;
  return awaitsRuns || isUntold || isOnItsWay(deposit, rules.seenAt);
}
