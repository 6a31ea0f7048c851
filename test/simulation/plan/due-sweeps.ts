import type { Draws } from '../engine/draws.ts';
import { startTime } from '../fakes/simulated-policy.ts';
import type { Action } from './plan.ts';

/** So many more sweeps, of other accounts and coins. */
export const manySweeps = 8;

/** Sweeps of several accounts that are due at about one time, the usual one often first of all. */
export function dueSweeps(draws: Draws): Action[] {
  const usual = draws.pick(['above', 'top-up', 'share'] as const);
  const others = Array.from({ length: manySweeps }, (_, index) => `many-${index}`).filter(() => draws.happens(0.6));
  const due = [usual, ...others].map((sweepId, index): Action => {
    const at = index === 0 ? 1_000 : draws.between(900, 4_000);
    const scheduledTime = `${new Date(startTime + Math.floor(at / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
    return { at, kind: 'sweep-due', sweepId, scheduledTime };
  });
  return due.toSorted((a, b) => a.at - b.at);
}
