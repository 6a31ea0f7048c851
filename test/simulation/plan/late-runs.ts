import type { Draws } from '../engine/draws.ts';
import { sweeps } from '../fakes/simulated-policy.ts';
import type { Action, Plan, PolicyOptions } from './plan.ts';

const minuteMs = 60_000;

/**
 * Runs of sweeps come late: hours or days after their time; or soon, and then wait for so long that they become late; or
 * they have to start sooner by a policy that comes between two looks.
 */
export function withLateRuns(draws: Draws, plan: Plan): Plan {
  const how = draws.pick(['delivered', 'delivered', 'waiting', 'between'] as const);
  const minutes = how === 'waiting' ? 0 : draws.pick(how === 'between' ? [20, 50] : [30, 58, 61, 90, 300, 2_880]);
  const actions = plan.actions.map((action) => earlier(action, minutes * minuteMs));
  if (how === 'delivered') return { ...plan, actions };
  const policy = startingWithin(plan.world.policy, draws.pick([1, 2, 5]) * minuteMs);
  if (how === 'waiting') return { ...plan, world: { ...plan.world, policy } };
  const then: Action = { at: 0, kind: 'policy', policy };
  const when = draws.pick(['approved', 'sending'] as const);
  const change: Action = { at: 0, kind: 'trigger', when, nth: 0, afterMs: draws.between(0, 60), then };
  return { ...plan, actions: [change, ...actions] };
}

/** The time of each run lies so much before its delivery. */
function earlier(action: Action, ms: number): Action {
  if (action.kind !== 'sweep-due') return action;
  const time = new Date(Date.parse(action.scheduledTime) - ms).toISOString();
  return { ...action, scheduledTime: `${time.slice(0, 19)}Z` };
}

function startingWithin(policy: PolicyOptions, startWithinMs: number): PolicyOptions {
  const changes = sweeps.map(({ id }) => [id, { ...policy.sweepChanges?.[id], startWithinMs }]);
  return { ...policy, sweepChanges: Object.fromEntries(changes) };
}
