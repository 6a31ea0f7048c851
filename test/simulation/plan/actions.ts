import type { Draws } from '../engine/draws.ts';
import { decisionsOf } from './decisions.ts';
import { clockStep, foreignActions, outage, pauses, revocations, rotation, triggeredAction } from './disruptions.ts';
import { newDestination } from './new-destination.ts';
import type { Action, WorldOptions } from './plan.ts';
import { policyChanges } from './policy-changes.ts';
import { dueSweeps, requestBodyOf, requestsOf, startTimesOf } from './requests.ts';

/** What happens in a run, around one to four instructions. */
export function actionsOf(draws: Draws, world: WorldOptions, isCalm: boolean, faultsUntil: number): Action[] {
  const spanMs = Math.min(faultsUntil - 60_000, 900_000);
  const asked = Array.from({ length: world.isCrowded ? 3 : draws.pick([1, 1, 1, 2, 2, 2, 3, 0]) }, (_, index) =>
    requestBodyOf(draws, index),
  );
  const starts = startTimesOf(draws, world, asked.length, spanMs);
  const requests = asked.flatMap((each, index) => requestsOf(draws, each, starts[index] ?? 0, isCalm));
  const decisions = asked.flatMap((each) => decisionsOf(draws, each, isCalm));
  const dueCount = asked.length === 0 ? draws.between(1, 3) : draws.pick([0, 0, 1, 1, 2]);
  const due = draws.between(2_000, draws.happens(0.5) ? 30_000 : spanMs);
  const apart = draws.pick([1_500, 30_000, 300_000]);
  const dues = Array.from({ length: dueCount }, (_, index) => due + (index === 0 ? 0 : draws.between(0, apart)));
  const runs = dues.flatMap((at, index) => dueSweeps(draws, at, index, isCalm));
  const moments = [...starts, ...dues];
  // When faults stop, people have stopped.
  const latest = faultsUntil - 30_000;
  if (isCalm) return sorted([...requests, ...decisions, ...runs], latest);
  const others: Action[] = [
    ...(draws.happens(0.3) ? pauses(draws, moments, spanMs) : []),
    ...(draws.happens(0.3) ? [triggeredAction(draws, world)] : []),
    ...(draws.happens(0.25) ? policyChanges(draws, world, moments, spanMs) : []),
    ...(draws.happens(0.15) ? revocations(draws, moments, spanMs) : []),
    ...(world.entries.newco.status === 'none' ? newDestination(draws, spanMs) : []),
    ...(draws.happens(0.15) ? rotation(draws, spanMs) : []),
    ...(draws.happens(0.25) ? foreignActions(draws, asked, starts, dues) : []),
    ...(draws.happens(0.08) ? [clockStep(draws, moments, spanMs)] : []),
    ...(draws.happens(0.12) ? [outage(draws, moments, spanMs)] : []),
  ];
  return sorted([...requests, ...decisions, ...runs, ...others], latest);
}

function sorted(actions: readonly Action[], latest: number): Action[] {
  return actions.map((action) => ({ ...action, at: Math.min(action.at, latest) })).toSorted((a, b) => a.at - b.at);
}
