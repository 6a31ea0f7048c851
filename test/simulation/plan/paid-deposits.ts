import type { Draws } from '../engine/draws.ts';
import { depositSweep } from '../fakes/simulated-policy.ts';
import type { Action, Plan } from './plan.ts';

const minuteMs = 60_000;

/** Payers send coins, two of them at once at times, and a sweep moves on what each of them sent. */
export function withDeposits(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const isUndisturbed = draws.happens(0.3);
  const faultsUntil = Math.max(plan.faultsUntil, 10 * minuteMs);
  const times = Array.from({ length: draws.between(1, 4) }, () => draws.between(5_000, faultsUntil - minuteMs));
  const paid = draws.happens(0.5) ? [...times, ...times.slice(0, 1)] : times;
  return {
    ...plan,
    faultsUntil,
    rates: isUndisturbed ? {} : plan.rates,
    world: {
      ...world,
      ...(isUndisturbed ? { latencyMs: 30, instanceOffsetMs: 0, exchangeOffsetMs: 0, lagMaxMs: 0 } : {}),
      policy: { ...world.policy, enabledSweeps: [depositSweep.id], sweepChanges: {} },
      followsDeposits: true,
      // What is never readable is never followed.
      hidesRecords: false,
      altersRows: false,
      hasForeignReadKey: false,
      hasUnknownWords: false,
      unrelatedOrders: 0,
      isResolved: true,
      tickMs: minuteMs,
    },
    actions: paid.map((at, index): Action => ({ at, kind: 'payer-pays', quantity: String(100 + index) })),
  };
}
