import type { Draws } from '../engine/draws.ts';
import { startTime } from '../fakes/simulated-policy.ts';
import type { Action, OddBalances, Plan } from './plan.ts';

const manySweeps = 8;
const minuteMs = 60_000;

/**
 * Sweeps of several accounts are due at about one time, and one balance cannot be read: of the coin that is asked for,
 * or of another coin of the same account. Nothing else goes wrong.
 */
export function withOddBalances(draws: Draws, plan: Plan): Plan {
  const { world } = plan;
  const odd: OddBalances = {
    account: 'trading',
    coin: draws.pick(['USDT', 'USDT', 'ETH', 'DOGE']),
    value: draws.pick(['negative', 'minus-zero', 'empty', 'null', 'many-decimals', 'many-zeros', 'many-digits']),
  };
  const policy = { ...world.policy, rolling: [], manySweeps };
  return {
    ...plan,
    rates: {},
    faultsUntil: 4 * minuteMs,
    world: {
      ...world,
      policy,
      odd,
      latencyMs: Math.min(world.latencyMs, 30),
      instanceOffsetMs: 0,
      hidesRecords: false,
    },
    actions: dueSweeps(draws).toSorted((a, b) => a.at - b.at),
  };
}

function dueSweeps(draws: Draws): Action[] {
  const usual = draws.pick(['above', 'top-up', 'share'] as const);
  const others = Array.from({ length: manySweeps }, (_, index) => `many-${index}`).filter(() => draws.happens(0.6));
  // The odd one is often the first of all.
  return [usual, ...others].map((sweepId, index) => {
    const at = index === 0 ? 1_000 : draws.between(900, 4_000);
    const scheduledTime = `${new Date(startTime + Math.floor(at / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
    return { at, kind: 'sweep-due', sweepId, scheduledTime };
  });
}
