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
  // Into what another sweep fills up, or into what nobody does: there the others must not wait for it.
  const place = draws.pick([
    { account: 'trading', coin: 'USDT' },
    { account: 'trading', coin: 'DOGE' },
    { account: 'many-0', coin: 'USDC' },
    { account: 'many-0', coin: 'BTC' },
  ] as const);
  const odd: OddBalances = {
    ...place,
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
