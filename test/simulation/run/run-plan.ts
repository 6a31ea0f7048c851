import { iso } from '../../../functions/shared/core/clock.ts';
import type { Faults } from '../engine/faults.ts';
import { initialItems } from '../fakes/initial-items.ts';
import { startTime } from '../fakes/simulated-policy.ts';
import { everyAction } from '../plan/every-action.ts';
import { scannedUntil } from '../plan/movement-scans.ts';
import type { Action, Plan } from '../plan/plan.ts';
import type { WireServices } from './build-fakes.ts';
import { beginToFollowDeposits, fillUpForHeld, unfollowedDeposits } from './deposits.ts';
import { callOnSchedule, deploy } from './invocations.ts';
import { beginWithKnownOrders } from './known-orders.ts';
import type { Violation } from './observed.ts';
import { isQuiescent, openInstructions, pendingEntries } from './quiescence.ts';
import { listOf, recordOf } from './raw.ts';
import { resolveDoubts } from './resolve-doubts.ts';
import { resume } from './resume.ts';
import { scheduleActions } from './schedule-actions.ts';
import { approvePending } from './send-decisions.ts';
import { buildSimulation, type Simulation } from './simulation.ts';
import { addUnrelatedOrders } from './unrelated-orders.ts';
import { scheduleChecks } from './whitelist-actions.ts';

export interface TraceLine {
  readonly at: number;
  readonly who: string;
  readonly what: string;
}

export interface RunResult {
  readonly violation: Violation | undefined;
  readonly simulation: Simulation;
  readonly lines: readonly TraceLine[];
}

export interface RunOptions {
  readonly plan: Plan;
  readonly faults: (isOver: () => boolean) => Faults;
  readonly isTraced: boolean;
  readonly wire?: WireServices;
}

/**
 * Whatever happened, everything is at an end so long after faults have stopped: the longest back-off and the longest
 * doubt are an hour each.
 */
const healingMs = 8 * 3_600_000;
/** What somebody wrote into the table may never come to an end by itself. */
const intrudedMs = 900_000;
const slowTickMs = 400_000;
const fastTicks = 20;

/** Runs one schedule to its end. */
export async function runPlan({ plan, faults, isTraced, wire }: RunOptions): Promise<RunResult> {
  const lines: TraceLine[] = [];
  const trace = isTraced
    ? (at: number, who: string, what: string) => void lines.push({ at, who, what })
    : () => undefined;
  const simulation = buildSimulation({ plan, faults, trace, ...(wire === undefined ? {} : { wire }) });
  simulation.timeline.at(startTime, () => {
    for (const item of initialItems(plan.world)) simulation.put(item);
    simulation.trace('people', `policy ${JSON.stringify(plan.world.policy)}`);
  });
  simulation.timeline.at(startTime, () => beginScans(simulation));
  simulation.timeline.at(startTime, () => beginWithKnownOrders(simulation));
  simulation.timeline.at(startTime, () => beginToFollowDeposits(simulation));
  addUnrelatedOrders(simulation);
  scheduleActions(simulation);
  const isIntruded = plan.world.devices?.isIntruded === true;
  const healFrom = startTime + plan.faultsUntil;
  simulation.timeline.at(healFrom, () => heal(simulation));
  const ticks = { sinceHeal: 0, atRest: 0 };
  scheduleTick(simulation, ticks);
  scheduleChecks(simulation);
  if (plan.world.followsDeposits === true) scheduleLooks(simulation);
  const isAtRest = () => ticks.atRest >= 2 || (isIntruded && simulation.timeline.now > healFrom + intrudedMs);
  const isDone = () => simulation.observer.violation !== undefined || isAtRest();
  await simulation.timeline.run(healFrom + healingMs, isDone);
  judgeEnd(simulation, isAtRest());
  return { violation: simulation.observer.violation, simulation, lines };
}

function judgeEnd({ observer }: Simulation, isAtRest: boolean): void {
  if (observer.violation !== undefined) return;
  if (isAtRest) {
    observer.ended();
    return;
  }
  observer.violation = {
    invariant: 'everything comes to an end',
    at: observer.now(),
    what: `long after faults stopped this is not at rest: ${[...openInstructions(observer), ...pendingEntries(observer.items()), ...unfollowedDeposits(observer)].join('; ')}`,
  };
}

/** The house has stood for a while: its movements were looked through until a moment ago, in most runs. */
function beginScans({ plan, exchange, put }: Simulation): void {
  const until = scannedUntil(plan.seed);
  if (until === undefined) return;
  for (const kind of ['withdrawal', 'fiat-withdrawal', 'asset-transfer'])
    put({ pk: `movement-scan#${kind}`, until: exchange.now() + until });
}

/** Nothing goes wrong any more, nothing is paused, and there is somebody again who may approve. */
function heal(simulation: Simulation): void {
  simulation.trace('simulation', 'faults stop');
  const { policy } = simulation.plan.world;
  simulation.timeline.after(5_000, () => {
    if (everyAction(simulation.plan).some(changesApprovers)) deploy(simulation, policy, {});
  });
  const by = ['alice@example.com', 'bob@example.com', 'carol@example.com'];
  by.forEach((person, index) => {
    simulation.timeline.after(10_000 + index * 15_000, () => {
      for (const scope of pausedScopes(simulation)) resume(simulation, person, scope);
    });
  });
}

function changesApprovers(action: Action): boolean {
  return action.kind === 'policy' && action.policy.approvers.length === 1;
}

function pausedScopes({ table }: Simulation): string[] {
  const item = table.get('pause');
  return item === undefined ? [] : listOf(recordOf(item.switch).pauses).map(({ scope }) => String(scope));
}

/** As infra/constructs/deposit-schedule.ts has it. */
const lookEveryMs = 120_000;

function scheduleLooks(simulation: Simulation): void {
  const { timeline } = simulation;
  timeline.after(lookEveryMs, () => {
    void callOnSchedule(simulation, 'deposits', { scheduledTime: iso(timeline.now) });
    scheduleLooks(simulation);
  });
}

/** The tick comes every minute while things happen, and more seldom when only time has to pass. */
function scheduleTick(simulation: Simulation, ticks: { sinceHeal: number; atRest: number }): void {
  const { timeline, plan } = simulation;
  const isHealing = timeline.now >= startTime + plan.faultsUntil + 20_000;
  const healMs = ticks.sinceHeal > fastTicks ? slowTickMs : Math.min(180_000, 60_000 + 20_000 * ticks.sinceHeal);
  timeline.after(isHealing ? healMs : plan.world.tickMs, async () => {
    if (plan.world.isResolved) resolveDoubts(simulation);
    if (plan.world.isApproved && isHealing) approvePending(simulation, ticks.sinceHeal);
    if (isHealing && plan.world.isShort !== true) fillUpForHeld(simulation);
    const isDone = await callOnSchedule(simulation, 'reconciliation', { scheduledTime: iso(timeline.now) });
    if (!isHealing) return;
    ticks.sinceHeal += 1;
    ticks.atRest = isDone && isQuiescent(simulation) ? ticks.atRest + 1 : 0;
  });
  timeline.after(isHealing ? healMs : plan.world.tickMs, () => scheduleTick(simulation, ticks));
}
