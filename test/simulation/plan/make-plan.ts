import type { ListTimes } from '../../../infra/local/exchange-simulator/endpoints/list-window.ts';
import { type Draws, drawsOf } from '../engine/draws.ts';
import { actionsOf } from './actions.ts';
import { withBusyKey } from './busy-key.ts';
import { withChangedIdentity } from './changed-identity.ts';
import { withDevices } from './devices.ts';
import { withFlappingRecords } from './flapping-records.ts';
import { withFunding } from './funding.ts';
import { withLateRuns } from './late-runs.ts';
import { limitsOf } from './limits.ts';
import { withStrangersAtTheEdge } from './movement-scans.ts';
import { withOddBalances } from './odd-balances.ts';
import { withDeposits } from './paid-deposits.ts';
import type { InitialEntry, Plan, PolicyOptions, WorldOptions } from './plan.ts';
import { withRelistedDestination } from './relisted-destination.ts';
import { withShortage } from './shortage.ts';
import { ratesOf } from './swarm.ts';
import { tampering } from './tampering.ts';

const minuteMs = 60_000;
/**
 * What waits for people who never look comes to its end well within the time that a run has. Anything else must not.
 */
const longestMinutes = { approved: 24 * 60, ignored: 300 };

/** The schedule of a seed. Different seeds stress different things. */
export function makePlan(seed: number): Plan {
  const draws = drawsOf(seed, 'plan');
  // Some worlds are calm: everything has to go well there, and at full speed.
  const isCalm = draws.happens(0.07);
  const faultsUntil = draws.between(4, draws.happens(0.3) ? 32 : 16) * minuteMs;
  const usual = worldOf(draws, drawsOf(seed, 'limits'), drawsOf(seed, 'list times'), isCalm, faultsUntil);
  const worded = { ...usual, hasUnknownWords: !isCalm && drawsOf(seed, 'words').happens(0.05) };
  const world = drawsOf(seed, 'rates').happens(0.5) ? withStrictRates(worded) : worded;
  const rates = isCalm ? {} : ratesOf(drawsOf(seed, 'swarm'), world);
  const actions = actionsOf(drawsOf(seed, 'actions'), world, isCalm, faultsUntil);
  const outside = drawsOf(seed, 'outside');
  const isTampered = !isCalm && outside.happens(0.4);
  const plan = {
    seed,
    world,
    rates,
    faultsUntil,
    actions: isTampered ? [...tampering(outside), ...actions] : actions,
  };
  const relisting = drawsOf(seed, 'relisting');
  if (!isCalm && relisting.happens(0.04)) return withRelistedDestination(relisting, plan);
  const renaming = drawsOf(seed, 'renaming');
  if (!isCalm && renaming.happens(0.05)) return withChangedIdentity(renaming, plan);
  const flapping = drawsOf(seed, 'flapping');
  if (!isCalm && flapping.happens(0.03)) return withFlappingRecords(flapping, plan);
  const oddness = drawsOf(seed, 'odd balances');
  if (!isCalm && oddness.happens(0.02)) return withOddBalances(oddness, plan);
  const busyness = drawsOf(seed, 'busy key');
  if (!isCalm && busyness.happens(0.03)) return withBusyKey(busyness, plan);
  const shortage = drawsOf(seed, 'shortage');
  if (!isCalm && shortage.happens(0.03)) return withShortage(shortage, plan);
  const paying = drawsOf(seed, 'deposits');
  if (!isCalm && paying.happens(0.04)) return withDeposits(paying, plan);
  const funding = drawsOf(seed, 'funding');
  if (!isCalm && funding.happens(0.06)) return withFunding(funding, plan);
  const signing = drawsOf(seed, 'devices');
  if (!isCalm && signing.happens(0.06)) return withDevices(signing, plan);
  const late = drawsOf(seed, 'late-runs');
  const timed = !isCalm && late.happens(0.15) ? withLateRuns(late, plan) : plan;
  return isCalm ? timed : withStrangersAtTheEdge(drawsOf(seed, 'strangers'), timed);
}

function worldOf(
  draws: Draws,
  limits: Draws,
  listed: Draws,
  isCalm: boolean,
  faultsUntil: number,
): Omit<WorldOptions, 'hasUnknownWords'> {
  const isApproved = isCalm || draws.happens(0.8);
  const policy = policyOf(draws, limits, isApproved);
  const isProving = Object.values(policy.absence).includes('prove');
  const isOffset = draws.happens(0.6) && !isCalm;
  // A calm exchange moves its clock by itself neither.
  const isDrifting = draws.happens(0.1) && !isCalm;
  const hasUnrelatedOrders = draws.happens(0.14);
  const isCrowded = !isCalm && draws.happens(0.15);
  const isNewcomer = draws.happens(0.25) && !isCalm;
  // Where everything goes well, no cool-off is longer than an approval lasts.
  const longestS = isCalm ? 150 : 900;
  return {
    policy,
    entries: {
      acme: entryOf(draws, 0.12, longestS),
      tron: entryOf(draws, 0, longestS),
      newco: isNewcomer ? { status: 'none', confirmers: 1, untilMs: 0 } : entryOf(draws, 0.5, longestS),
    },
    exchangeWaitMs: draws.pick([0, 0, 120_000, 1_800_000]),
    latencyMs: isCalm ? 8 : draws.pick(isCrowded ? [400, 1_000] : [8, 30, 120, 400]),
    exchangeOffsetMs: isOffset ? draws.between(-60_000, 60_000) : 0,
    exchangeDriftPpm: isDrifting ? draws.between(1, 200) : 0,
    instanceOffsetMs: isCalm ? 0 : draws.pick([0, 5, 50, 500]),
    duplicates: draws.pick(['reject', 'replay', 'execute']),
    transferShortfall: draws.pick(['-1161', '0401', '-4003']),
    ...unrelatedOrdersOf(draws, hasUnrelatedOrders && !isCalm),
    hidesRecords: !isCalm && draws.happens(0.03),
    altersRows: !isCalm && draws.happens(0.05),
    hasForeignReadKey: !isCalm && draws.happens(0.04),
    hasBalanceFlow: isCalm || !draws.happens(0.04),
    isCalm,
    strictRates: isCalm,
    withdrawalEndsAfterMs: draws.pick([2_000, 2_000, 20_000, 240_000]),
    custody: inCalm(isCalm, '20000', draws.pick(['20000', '8000', '5000', '700'])),
    trading: draws.pick(['6000', '25000', '3000']),
    fiat: inCalm(isCalm, '10000', draws.pick(['10000', '10000', '1200'])),
    lagMaxMs: isCalm ? 0 : lagOf(draws, isProving),
    groupsOverlap: draws.happens(isCalm ? 0.7 : 0.4),
    isCrowded,
    tickMs: faultsUntil > 20 * minuteMs ? 90_000 : minuteMs,
    isResolved: draws.happens(0.5),
    isApproved,
    listTimes: listTimesOf(listed),
  };
}

/** What waits for a balance is not done with one attempt. */
function inCalm(isCalm: boolean, enough: string, drawn: string): string {
  return isCalm ? enough : drawn;
}

/** Where the table and the way are as quick as they are at AWS, and clocks as right, nobody is told to slow down. */
function withStrictRates(world: WorldOptions): WorldOptions {
  if (world.latencyMs > 30) return world;
  return { ...world, strictRates: true, instanceOffsetMs: Math.min(world.instanceOffsetMs, 5) };
}

/** Nothing is documented of it, so also a calm exchange may do any of it. */
function listTimesOf(draws: Draws): ListTimes {
  return {
    ends: draws.pick(['both', 'both', 'start', 'end', 'neither']),
    shows: draws.pick(['milliseconds', 'seconds']),
    compares: draws.pick(['exact', 'shown']),
  };
}

function entryOf(draws: Draws, coolingShare: number, longestS: number): InitialEntry {
  const status = draws.happens(coolingShare) ? 'cooling-off' : 'active';
  return { status, confirmers: draws.pick([1, 1, 2]), untilMs: draws.between(20, longestS) * 1_000 };
}

/** Enough to fill pages. Withdrawals have no cursor, and a page of fewer than fifty is believed to be whole (A8). */
function unrelatedOrdersOf(
  draws: Draws,
  hasUnrelatedOrders: boolean,
): Pick<WorldOptions, 'unrelatedOrders' | 'unrelatedOrderKind' | 'pageMax' | 'cutsPages'> {
  const cutsPages = false;
  if (!hasUnrelatedOrders)
    return { unrelatedOrders: 0, unrelatedOrderKind: 'withdrawal', pageMax: draws.pick([1_000, 100, 50]), cutsPages };
  const kind = draws.pick(['withdrawal', 'asset-transfer', 'cut'] as const);
  if (kind === 'cut')
    return {
      unrelatedOrders: draws.between(5, 40),
      unrelatedOrderKind: 'withdrawal',
      pageMax: draws.pick([3, 8, 20]),
      cutsPages: true,
    };
  if (kind === 'withdrawal')
    return {
      unrelatedOrders: draws.between(55, 130),
      unrelatedOrderKind: kind,
      pageMax: draws.pick([50, 60]),
      cutsPages,
    };
  return {
    unrelatedOrders: draws.between(10, 60),
    unrelatedOrderKind: kind,
    pageMax: draws.pick([8, 20, 50]),
    cutsPages,
  };
}

/** Where absence is believed, records are less late than the quiet period: that is what the proof rests on (A8). */
function lagOf(draws: Draws, isProving: boolean): number {
  const bounded = draws.pick([2_000, 60_000, 400_000, 580_000, 580_000]);
  return isProving || draws.happens(0.6) ? bounded : draws.pick([1_200_000, 7_200_000]);
}

function policyOf(draws: Draws, limits: Draws, isApproved: boolean): PolicyOptions {
  const longest = isApproved ? longestMinutes.approved : longestMinutes.ignored;
  const transfers = draws.happens(0.65) ? 'prove' : 'ask';
  const withdrawals = draws.happens(0.85) ? transfers : 'ask';
  const payments = draws.happens(0.85) ? transfers : 'ask';
  return {
    perInstruction: draws.pick(['1000', '600', '5000']),
    ...limitsOf(limits),
    enabledSweeps: ['above', 'top-up', 'share'],
    absence: { 'asset-transfer': transfers, withdrawal: withdrawals, 'fiat-withdrawal': payments },
    approvalExpiryMs: (draws.happens(0.15) ? draws.between(4, 30) : longest) * minuteMs,
    coolOffMs: draws.pick([60_000, 300_000, 1_200_000]),
    looseningDelayMs: draws.pick([5_000, 60_000, 300_000]),
    approvals: tiersOf(draws),
    approvers: ['treasury', 'finance', 'board'],
  };
}

/** One tier or two; one person or two; whoever they are, or one of each group. */
function tiersOf(draws: Draws): PolicyOptions['approvals'] {
  const first = { over: '0', quorum: draws.pick([1, 1, 2]), groups: draws.pick([[], [], ['finance']] as const) };
  const groups = draws.pick([[], ['treasury', 'finance'], ['treasury']] as const);
  return draws.happens(0.4) ? [first] : [first, { over: draws.pick(['250.5', '400']), quorum: 2, groups }];
}
