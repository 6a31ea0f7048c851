import type { Draws } from '../engine/draws.ts';
import { dueSweeps, manySweeps } from './due-sweeps.ts';
import type { OddBalances, Plan } from './plan.ts';

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
    actions: dueSweeps(draws),
  };
}
