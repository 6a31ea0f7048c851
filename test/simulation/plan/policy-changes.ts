import type { Draws } from '../engine/draws.ts';
import { limitsForOne } from './limits.ts';
import { near } from './near.ts';
import type { Action, DeploymentDelivery, PolicyOptions, WorldOptions } from './plan.ts';

export function policyChanges(draws: Draws, world: WorldOptions, moments: readonly number[], spanMs: number): Action[] {
  const at = near(draws, moments, spanMs);
  const changed = changedPolicy(draws, world);
  const change: Action = { at, kind: 'policy', policy: changed, ...delivery(draws) };
  return draws.happens(0.5)
    ? [change]
    : [change, { at: at + draws.between(1_000, 120_000), kind: 'policy', policy: world.policy }];
}

/** Mostly at once, and once. */
function delivery(draws: Draws): DeploymentDelivery {
  return {
    ...(draws.happens(0.2) ? { lateMs: draws.between(1_000, 180_000) } : {}),
    ...(draws.happens(0.3) ? { repeatAfterMs: draws.between(1, 300_000) } : {}),
  };
}

/** Tighter or looser than it was: of one kind or another. */
export function changedPolicy(draws: Draws, world: WorldOptions): PolicyOptions {
  const { policy } = world;
  const changes = draws.pick([limitChanges, limitChanges, approvalChanges, approvalChanges, timeChanges])(policy);
  return { ...policy, ...changes[draws.between(0, changes.length - 1)] };
}

type Changes = readonly Partial<PolicyOptions>[];

function limitChanges(): Changes {
  return [
    { perInstruction: '200' },
    { rolling: [{ windowMs: 600_000, amount: '300' }] },
    { rolling: [{ windowMs: 300_000, amount: '700' }] },
    { rolling: [{ windowMs: 600_000, count: 1 }] },
    { perDestination: { perInstruction: '200', rolling: [] } },
    { perDestination: { rolling: [{ windowMs: 600_000, count: 1 }] } },
    { perDestination: { rolling: [{ windowMs: 300_000, amount: '500' }] } },
    { perInstruction: '9000', rolling: [] },
    { enabledSweeps: [] },
  ];
}

/** More people or fewer, and groups that lose the role of an approver or get it. */
function approvalChanges({ approvals }: PolicyOptions): Changes {
  return [
    { approvals: [{ over: '0', quorum: 2, groups: ['treasury', 'finance'] }] },
    { approvals: [{ over: '0', quorum: 3, groups: ['treasury'] }] },
    { approvals: [{ over: '0', quorum: 1, groups: [] }] },
    { approvals: approvals.slice(0, 1), perInstruction: '350' },
    { approvers: ['treasury'] },
    { approvers: ['finance'] },
    { approvers: ['board'] },
    { approvers: ['treasury', 'finance', 'board', 'ops'] },
  ];
}

function timeChanges(): Changes {
  return [{ coolOffMs: 1_000, approvalExpiryMs: 120_000 }, { looseningDelayMs: 1_000 }, { coolOffMs: 900_000 }];
}

/** Who has approved may be nobody any more who counts. */
export function lostRole(draws: Draws, { policy }: WorldOptions): PolicyOptions {
  return { ...policy, approvers: draws.pick([['board'], ['treasury'], ['finance']]) };
}

/** Each lets the sweeps move less. */
const tighterSweeps = [
  {
    above: { amount: { above: '4000' } },
    'top-up': { amount: { topUpTo: '6000' } },
    share: { amount: { percentage: '10' } },
  },
  { above: { min: '3500' }, 'top-up': { min: '3500' }, share: { min: '6000' } },
  { above: { max: '50' }, 'top-up': { max: '50' }, share: { max: '50' } },
  { above: { dryRun: true }, 'top-up': { dryRun: true }, share: { dryRun: true } },
] as const;

/** What a sweep may move becomes less, or the time that an approval lasts shorter, between two looks. */
export function changeBetweenLooks(draws: Draws, { policy }: WorldOptions): Action {
  const isSweep = draws.happens(0.4);
  const change: Partial<PolicyOptions> = isSweep
    ? { sweepChanges: draws.pick(tighterSweeps) }
    : { approvalExpiryMs: 2_000 };
  const then: Action = { at: 0, kind: 'policy', policy: { ...policy, ...change } };
  const when = isSweep ? draws.pick(['approved', 'sending'] as const) : draws.pick(['reserved', 'sending'] as const);
  return { at: 0, kind: 'trigger', when, nth: draws.pick([0, 0, 1]), afterMs: draws.between(0, 60), then };
}

/** A limit that takes either of two withdrawals, and not both, comes into force between their looks. */
export function lowerLimit(draws: Draws, { policy }: WorldOptions): Action {
  const then: Action = { at: 0, kind: 'policy', policy: { ...policy, ...limitsForOne(draws) } };
  return {
    at: 0,
    kind: 'trigger',
    when: draws.pick(['reserved', 'sending']),
    nth: draws.pick([1, 1, 2, 3]),
    afterMs: draws.between(0, 60),
    then,
  };
}
