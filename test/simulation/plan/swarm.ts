import type { Draws } from '../engine/draws.ts';
import { type FaultKind, type FaultRates, faultKinds } from '../engine/faults.ts';
import type { WorldOptions } from './plan.ts';

/** The most that a kind strikes: faults of money calls are what all of this is about, and there are few such calls. */
const maxRates: Readonly<Partial<Record<FaultKind, number>>> = {
  'crash-before': 0.04,
  'crash-after': 0.04,
  'table-error': 0.08,
  'table-error-after': 0.1,
  'table-twice': 0.15,
  'table-late': 0.05,
  'table-slow': 0.2,
  'index-stale': 0.5,
  'secrets-away': 0.6,
  'record-lag': 0.9,
  'record-late-time': 0.9,
  'withdrawal-fails': 0.5,
  'read-list-lag': 0.3,
  'read-unreadable-row': 0.7,
  'read-row-differs': 0.5,
};

function maxRateOf(kind: FaultKind): number {
  return maxRates[kind] ?? (kind.startsWith('post-') || kind.startsWith('event-') ? 0.45 : 0.2);
}

/** Which kinds of faults there are in a run, and how often. */
export function ratesOf(draws: Draws, { lagMaxMs, isCrowded }: WorldOptions): FaultRates {
  const kinds = chosen(draws).filter((kind) => kind !== 'read-row-differs');
  const rates: Partial<Record<FaultKind, number>> = {};
  for (const kind of kinds) rates[kind] = maxRateOf(kind) * draws.next() ** 1.5;
  if (isCrowded) Object.assign(rates, { 'table-slow': 0.15, 'queue-twice': 0.4 });
  // Where records are late at all, they often are, or say a late time, beside whatever else goes wrong.
  if (lagMaxMs > 60_000 && draws.happens(0.5)) rates[draws.pick(['record-lag', 'record-late-time'])] = 0.8;
  return rates;
}

function chosen(draws: Draws): readonly FaultKind[] {
  const u = draws.next();
  if (u < 0.12) return ['crash-before', 'crash-after'];
  if (u < 0.3) return [draws.pick(faultKinds)];
  if (u < 0.45) return [draws.pick(moneyKinds), draws.pick(moneyKinds), draws.pick(faultKinds)];
  const share = draws.pick([0.1, 0.25, 0.5]);
  const some = faultKinds.filter(() => draws.happens(share));
  return [...some, draws.pick(moneyKinds)];
}

/** After these nobody knows whether the money moved. */
const moneyKinds = [
  'crash-after',
  'post-lost-request',
  'post-lost-answer',
  'post-late-request',
  'post-late-answer',
  'post-5xx-executed',
  'post-5xx-not-executed',
  'post-ambiguous-executed',
  'post-ambiguous-not-executed',
] as const satisfies readonly FaultKind[];
