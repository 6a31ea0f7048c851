import type { Draws } from '../engine/draws.ts';
import type { Plan } from './plan.ts';

/** The records of withdrawals say one thing and then another, while an order is under way for long. */
export function withFlappingRecords(draws: Draws, plan: Plan): Plan {
  return {
    ...plan,
    world: { ...plan.world, withdrawalEndsAfterMs: 1_500_000, lagMaxMs: Math.min(plan.world.lagMaxMs, 60_000) },
    rates: { ...plan.rates, 'read-row-differs': draws.pick([0.3, 0.5]) },
  };
}
