import type { Draws } from '../engine/draws.ts';
import { dueSweeps, manySweeps } from './due-sweeps.ts';
import type { Plan } from './plan.ts';

/** Several sweeps want one key at once, and the exchange asks now and then to slow down. Nothing else goes wrong. */
export function withBusyKey(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const share = () => draws.pick([0, 0.1, 0.3]);
  return {
    ...plan,
    rates: { 'read-429': share(), 'post-429': share(), 'post-418': draws.pick([0, 0, 0.1]) },
    faultsUntil: 240_000,
    world: {
      ...world,
      policy: { ...world.policy, rolling: [], manySweeps },
      latencyMs: Math.min(world.latencyMs, 30),
      instanceOffsetMs: 0,
      hidesRecords: false,
    },
    actions: dueSweeps(draws),
  };
}
