import { between, chance } from '../engine/chance.ts';
import type { Faults } from '../engine/faults.ts';
import { startTime } from '../ground/policy.ts';
import { seedItems } from '../ground/seed.ts';
import { everyAction } from '../plan/every-action.ts';
import type { Action, Plan } from '../plan/plan.ts';
import { scheduleActions } from './act.ts';
import { byPerson, deploy } from './calls.ts';
import { buildHouse, type House } from './house.ts';
import { addNoise } from './noise.ts';
import type { Violation } from './observed.ts';
import { listOf, recordOf } from './raw.ts';
import { letPeopleResolve } from './resolve.ts';
import { isAtRest, whatIsOpen, whatIsUntold } from './rest.ts';
import type { WireGround } from './site.ts';
import { scheduleChecks } from './whitelisting.ts';
import { letPeopleApprove } from './words.ts';

export interface Line {
  readonly at: number;
  readonly who: string;
  readonly what: string;
}

export interface Ran {
  readonly violation: Violation | undefined;
  readonly house: House;
  readonly lines: readonly Line[];
}

export interface RunOptions {
  readonly plan: Plan;
  readonly faults: (isOver: () => boolean) => Faults;
  readonly isTraced: boolean;
  readonly wire?: WireGround;
}

/** Whatever happened, everything is at an end so long after faults have stopped: the longest back-off and the longest doubt are an hour each. */
const healingMs = 8 * 3_600_000;
const slowTickMs = 400_000;
const fastTicks = 20;

/** Runs one schedule to its end. */
export async function runPlan({ plan, faults, isTraced, wire }: RunOptions): Promise<Ran> {
  const lines: Line[] = [];
  const note = isTraced
    ? (at: number, who: string, what: string) => void lines.push({ at, who, what })
    : () => undefined;
  const house = buildHouse({ plan, faults, note, ...(wire === undefined ? {} : { wire }) });
  house.timeline.at(startTime, () => {
    for (const item of seedItems(plan.world)) house.put(item);
    house.note('people', `policy ${JSON.stringify(plan.world.policy)}`);
  });
  house.timeline.at(startTime, () => beginScans(house));
  addNoise(house);
  scheduleActions(house);
  const healFrom = startTime + plan.faultsUntil;
  house.timeline.at(healFrom, () => heal(house));
  const ticks = { sinceHeal: 0, atRest: 0 };
  scheduleTick(house, ticks);
  scheduleChecks(house);
  const isDone = () => house.observer.violation !== undefined || ticks.atRest >= 2;
  await house.timeline.run(healFrom + healingMs, isDone);
  judgeEnd(house, ticks.atRest >= 2);
  return { violation: house.observer.violation, house, lines };
}

function judgeEnd({ observer }: House, isAtRest: boolean): void {
  if (observer.violation !== undefined) return;
  if (isAtRest) {
    observer.ended();
    return;
  }
  observer.violation = {
    invariant: 'everything comes to an end',
    at: observer.now(),
    what: `long after faults stopped this is not at rest: ${[...whatIsOpen(observer), ...whatIsUntold(observer.items())].join('; ')}`,
  };
}

/** The house has stood for a while: its movements were looked through until a moment ago, in most runs. */
function beginScans({ plan, world, put }: House): void {
  if (plan.seed % 5 === 0) return;
  const sinceMs = between(chance(plan.seed, 'scan'), 0, 3_500_000);
  for (const kind of ['withdrawal', 'fiat-withdrawal', 'asset-transfer'])
    put({ pk: `movement-scan#${kind}`, until: world.now() - 610_000 - sinceMs });
}

/** Nothing goes wrong any more, nothing is paused, and there is somebody again who may approve. */
function heal(house: House): void {
  house.note('simulation', 'faults stop');
  const { policy } = house.plan.world;
  house.timeline.after(5_000, () => {
    if (everyAction(house.plan).some(changesApprovers)) deploy(house, policy);
  });
  const by = ['alice@example.com', 'bob@example.com'];
  by.forEach((person, index) => {
    house.timeline.after(10_000 + index * 15_000, () => {
      for (const scope of pausedScopes(house)) byPerson(house, 'resume', { by: person, of: scope });
    });
  });
}

function changesApprovers(action: Action): boolean {
  return action.kind === 'policy' && action.policy.approvers.length === 1;
}

function pausedScopes({ table }: House): string[] {
  const item = table.get('pause');
  return item === undefined ? [] : listOf(recordOf(item.switch).pauses).map(({ scope }) => String(scope));
}

/** The tick comes every minute while things happen, and more seldom when only time has to pass. */
function scheduleTick(house: House, ticks: { sinceHeal: number; atRest: number }): void {
  const { timeline, plan } = house;
  const isHealing = timeline.now >= startTime + plan.faultsUntil + 20_000;
  const healMs = ticks.sinceHeal > fastTicks ? slowTickMs : Math.min(180_000, 60_000 + 20_000 * ticks.sinceHeal);
  timeline.after(isHealing ? healMs : plan.world.tickMs, async () => {
    if (plan.world.isResolved) letPeopleResolve(house);
    if (plan.world.isApproved && isHealing) letPeopleApprove(house);
    const invoked = await house.runner.invoke('reconciliation', {});
    if (invoked.kind === 'failed') house.observer.failed('reconciliation', invoked.error);
    house.note(
      'reconciliation',
      invoked.kind === 'failed' ? `fails: ${String(invoked.error)}` : `tick ${invoked.kind}`,
    );
    if (!isHealing) return;
    ticks.sinceHeal += 1;
    ticks.atRest = invoked.kind === 'done' && isAtRest(house) ? ticks.atRest + 1 : 0;
  });
  timeline.after(isHealing ? healMs : plan.world.tickMs, () => scheduleTick(house, ticks));
}
