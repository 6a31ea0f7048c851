import { between, chance } from '../engine/chance.ts';
import type { Draws } from '../engine/draws.ts';
import { destinations } from '../fakes/simulated-policy.ts';
import type { Action, Plan } from './plan.ts';

/** As functions/reconciliation/scan-movements.ts has it: what is younger is not looked at, and one look is an hour. */
const youngMs = 610_000;
const lookMs = 3_600_000;

/**
 * Until when movements were looked through at the start, from the start: the house has stood for a while. Not in all
 * runs.
 */
export function scannedUntil(seed: number): number | undefined {
  return seed % 5 === 0 ? undefined : -youngMs - between(chance(seed, 'scan'), 0, 3_500_000);
}

/** Somebody moves funds by hand at about the moment at which the first look ends. */
export function withStrangersAtTheEdge(draws: Draws, plan: Plan): Plan {
  const scanned = scannedUntil(plan.seed);
  if (scanned === undefined) return plan;
  const edge = scanned + lookMs;
  const isWithin = edge > 5_000 && edge < plan.faultsUntil - 5_000;
  if (!isWithin || !draws.happens(0.5)) return plan;
  const at = () => edge + draws.between(-1_100, 1_100);
  const { address, coin, chain } = destinations.acme;
  const like = { instructionId: 'none', destination: 'acme', coin, chain, requestedBy: 'nobody@example.com' };
  const strangers: Action[] = [
    { at: at(), kind: 'foreign-transfer', from: 'trading', to: 'custody', quantity: '5', remark: '', lagMs: 0 },
    { at: at(), kind: 'foreign-withdrawal', like: { ...like, quantity: '33' }, address, remark: '' },
    { at: at(), kind: 'foreign-withdrawal', like: { ...like, quantity: '34' }, address, remark: '' },
  ];
  return { ...plan, actions: [...plan.actions, ...strangers].toSorted((a, b) => a.at - b.at) };
}
