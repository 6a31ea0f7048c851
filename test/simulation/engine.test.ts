import { describe, expect, test } from '@jest/globals';
import { chance } from './engine/chance.ts';
import { Timeline } from './engine/timeline.ts';
import { makePlan } from './plan/make-plan.ts';
import { runPlan } from './run/run-plan.ts';
import { runSeed } from './run/run-seed.ts';
import { replay, shrink } from './run/shrink.ts';

describe('time', () => {
  test('what is due first runs first, and what follows from it without waiting runs before the next', async () => {
    const timeline = new Timeline(0);
    const seen: string[] = [];
    timeline.at(20, () => seen.push('late'));
    timeline.at(10, async () => {
      seen.push('early');
      for (let depth = 0; depth < 50; depth += 1) await undefined;
      seen.push('deep');
    });
    timeline.at(10, () => seen.push('early too'));
    await timeline.run(100, () => false);
    expect(seen).toEqual(['early', 'deep', 'early too', 'late']);
    expect(timeline.now).toBe(20);
  });

  test('it stands still while something real goes on', async () => {
    const timeline = new Timeline(0);
    const seen: string[] = [];
    timeline.at(1, () => {
      const real = new Promise((resolve) => setTimeout(resolve, 20));
      timeline.standStill(real).then(() => seen.push(`real at ${timeline.now}`));
    });
    timeline.at(2, () => seen.push('next'));
    await timeline.run(100, () => false);
    expect(seen).toEqual(['real at 1', 'next']);
  });
});

test('chance is the same for the same place, and spread evenly', () => {
  const draws = Array.from({ length: 4_000 }, (_, n) => chance(4711, 'a stream', n));
  expect(chance(4711, 'a stream', 17)).toBe(draws[17]);
  expect(chance(4712, 'a stream', 17)).not.toBe(draws[17]);
  expect(chance(4711, 'another', 17)).not.toBe(draws[17]);
  const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
});

describe('a run', () => {
  test('is the same each time, and the same again from the list of its faults', async () => {
    // The last two play devices, and the very last one an intruder.
    for (const seed of [1, 2, 3, 4, 23, 105]) {
      const first = await runSeed(seed, { isTraced: true });
      const second = await runSeed(seed, { isTraced: true });
      const third = await replay(first.simulation.plan, first.simulation.faults.fired, true);
      expect(second.lines).toEqual(first.lines);
      expect(third.lines).toEqual(first.lines);
    }
  });

  test('of no faults but an outage without end is told to be at no end', async () => {
    const made = makePlan(1);
    const policy = { ...made.world.policy, approvalExpiryMs: 86_400_000 };
    const world = { ...made.world, policy, isApproved: true };
    const plan = { ...made, world, rates: {}, faultsUntil: 300_000 };
    const asked = {
      instructionId: 'payment-1',
      destination: 'acme',
      coin: 'USDT',
      chain: 'ETH',
      quantity: '10',
      requestedBy: 'alice@example.com',
    };
    const endless = {
      ...plan,
      actions: [
        { at: 1_000, kind: 'request', asked, by: 'http' } as const,
        { at: 0, kind: 'outage', of: 'reads', how: 'lost', until: 1e9 } as const,
        { at: 2_000, kind: 'rotate-key', key: 'read', version: 2, part: 'secret' } as const,
      ],
    };
    const ran = await runPlan({ plan: endless, faults: () => ({ at: () => undefined, fired: [] }), isTraced: false });
    expect(ran.violation?.invariant).toBe('everything comes to an end');
    const shrunk = await shrink(endless, [], 'everything comes to an end');
    expect(shrunk.ran.violation?.invariant).toBe('everything comes to an end');
    // The rotated key has nothing to do with it.
    expect(shrunk.plan.actions.map(({ kind }) => kind)).toEqual(['request', 'outage']);
  });
});
