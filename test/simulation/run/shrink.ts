import { type FiredFault, fixedFaults } from '../engine/faults.ts';
import type { Action, Plan } from '../plan/plan.ts';
import { type RunResult, runPlan } from './run-plan.ts';

export interface Shrunk {
  readonly ran: RunResult;
  readonly plan: Plan;
  readonly faults: readonly FiredFault[];
  readonly runs: number;
}

/** So many runs at most: a shorter trace is worth some seconds, and not more. */
const runsMax = 400;

/** Replays a run with exactly these faults. */
export function replay(plan: Plan, faults: readonly FiredFault[], isTraced: boolean): Promise<RunResult> {
  return runPlan({ plan, faults: () => fixedFaults(faults), isTraced });
}

/**
 * Leaves out actions and faults, in ever smaller pieces, as long as the same invariant is violated. What is left is
 * what the violation takes.
 */
export async function shrink(plan: Plan, fired: readonly FiredFault[], invariant: string): Promise<Shrunk> {
  let runs = 0;
  let faults = fired;
  let actions = plan.actions;
  const isBroken = async (fewerActions: readonly Action[], fewerFaults: readonly FiredFault[]) => {
    runs += 1;
    const { violation } = await replay({ ...plan, actions: fewerActions }, fewerFaults, false);
    return violation?.invariant === invariant;
  };
  for (let before = -1; before !== faults.length + actions.length && runs < runsMax; ) {
    before = faults.length + actions.length;
    faults = await fewer(
      faults,
      (less) => isBroken(actions, less),
      () => runs < runsMax,
    );
    actions = await fewer(
      actions,
      (less) => isBroken(less, faults),
      () => runs < runsMax,
    );
  }
  const smaller = { ...plan, actions };
  return { ran: await replay(smaller, faults, true), plan: smaller, faults, runs };
}

/** Drops pieces of a list: halves first, then ever smaller ones down to single entries. */
async function fewer<Entry>(
  entries: readonly Entry[],
  isBroken: (less: readonly Entry[]) => Promise<boolean>,
  mayGoOn: () => boolean,
): Promise<readonly Entry[]> {
  let kept = entries;
  for (
    let size = Math.ceil(kept.length / 2);
    size >= 1 && kept.length > 0;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let start = 0; start < kept.length && mayGoOn(); ) {
      const less = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (await isBroken(less)) kept = less;
      else start += size;
    }
  }
  return kept;
}
