import type { Draws } from '../engine/draws.ts';

/** Often at the very moment in which something is on its way. */
export function near(draws: Draws, moments: readonly number[], spanMs: number): number {
  const moment = moments[draws.between(0, Math.max(0, moments.length - 1))];
  if (moment === undefined || draws.happens(0.3)) return draws.between(0, spanMs);
  return Math.max(0, moment + draws.between(-2_000, draws.happens(0.7) ? 6_000 : 60_000));
}
