import { expect, test } from '@jest/globals';
import { fixedFaults } from './engine/faults.ts';
import { makePlan } from './plan/make-plan.ts';
import type { Action, Plan } from './plan/plan.ts';
import { runPlan } from './run/run-plan.ts';

const sweeps = 1_000;
const dueAt = 10_000;
/**
 * A little over the one a second that the exchange takes (exchange-api.md section 5), see
 * functions/shared/exchange/client/pacer.ts.
 */
const apartMaxMs = 1_300;

const base = makePlan(1);
const plan: Plan = {
  ...base,
  rates: {},
  faultsUntil: 1_800_000,
  world: {
    ...base.world,
    policy: { ...base.world.policy, rolling: [], manySweeps: sweeps },
    latencyMs: 8,
    strictRates: true,
    lagMaxMs: 0,
    hasBalanceFlow: true,
    hidesRecords: false,
    groupsOverlap: false,
    unrelatedOrders: 0,
    pageMax: 1_000,
    exchangeDriftPpm: 0,
    instanceOffsetMs: 0,
    tickMs: 60_000,
  },
  actions: Array.from(
    { length: sweeps },
    (_, index): Action => ({
      at: dueAt,
      kind: 'sweep-due',
      sweepId: `many-${index}`,
      scheduledTime: '2026-11-20T10:00:10Z',
    }),
  ),
};

test('a thousand sweeps due at one minute drain at the limit, without one 429', async () => {
  const { violation, simulation } = await runPlan({ plan, faults: () => fixedFaults([]), isTraced: false });
  const { posts, exchange } = simulation.observer;
  const [first, last] = [posts[0]?.at ?? 0, posts.at(-1)?.at ?? 0];
  expect(violation).toBeUndefined();
  expect(posts).toHaveLength(sweeps);
  expect([...exchange.simulator.records.traffic.values()].map(({ limited }) => limited)).toEqual([0, 0]);
  expect((last - first) / (sweeps - 1)).toBeLessThan(apartMaxMs);
}, 120_000);
