import type { Draws } from '../engine/draws.ts';
import type { PolicyOptions, RollingLimit } from './plan.ts';

type Limits = Pick<PolicyOptions, 'rolling' | 'perDestination'>;

/** The rolling limits of a world: of the coin, and often of each destination by itself. */
export function limitsOf(draws: Draws): Limits {
  const rolling = rollingOf(draws);
  if (!draws.happens(0.4)) return { rolling };
  const most = draws.happens(0.3) ? { perInstruction: draws.pick(['300', '700']) } : {};
  return { rolling, perDestination: { ...most, rolling: draws.happens(0.8) ? [oneOf(draws, 3, 10)] : [] } };
}

/** Short windows, so that what moved early in a run has left them later in it. */
function rollingOf(draws: Draws): readonly RollingLimit[] {
  if (draws.happens(0.3)) return [];
  const first = oneOf(draws, 4, 14);
  return draws.happens(0.3) ? [first, { windowMs: 3_600_000, amount: hundreds(draws, 8, 25) }] : [first];
}

/** Of amounts, of a number of withdrawals, or of both. */
function oneOf(draws: Draws, least: number, most: number): RollingLimit {
  const windowMs = draws.pick([120_000, 300_000, 600_000]);
  const amount = hundreds(draws, least, most);
  const count = draws.between(1, 3);
  return draws.pick([
    { windowMs, amount },
    { windowMs, amount },
    { windowMs, amount, count },
    { windowMs, count },
  ]);
}

function hundreds(draws: Draws, least: number, most: number): string {
  return String(draws.between(least, most) * 100);
}

/** Limits that take either of two withdrawals, and not both. */
export function limitsForOne(draws: Draws): Limits {
  const ofOne = [
    draws.pick([
      { windowMs: 600_000, amount: '450' },
      { windowMs: 600_000, amount: '650' },
      { windowMs: 600_000, amount: '850' },
      { windowMs: 600_000, count: 1 },
    ]),
  ];
  return draws.happens(0.5) ? { rolling: ofOne } : { rolling: [], perDestination: { rolling: ofOne } };
}
