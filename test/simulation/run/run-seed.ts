import { randomFaults } from '../engine/faults.ts';
import { makePlan } from '../plan/make-plan.ts';
import { type RunOptions, type RunResult, runPlan } from './run-plan.ts';

/** Runs the schedule of one seed. */
export function runSeed(
  seed: number,
  options: Partial<Pick<RunOptions, 'isTraced' | 'wire'>> = {},
): Promise<RunResult> {
  const plan = makePlan(seed);
  const faults = (isOver: () => boolean) => randomFaults(seed, plan.rates, isOver);
  return runPlan({ plan, faults, isTraced: false, ...options });
}
