import { assumptions } from '../assumptions.ts';
import { counted, type Decimal, decimal, least, none, sum } from '../decimal.ts';
import type { Cause } from './activity.ts';
import { type Usage, usedOf } from './usage.ts';

/** X-Ray's default rule: the first request of each second, and five of a hundred others. */
const kept = decimal('0.05');
const secondsPerMonth = counted(assumptions.hoursPerMonth * 3_600);

/** The same usages with the traces that X-Ray keeps. Every invocation would be one. */
export function sampled(usages: ReadonlyMap<Cause, Usage>): ReadonlyMap<Cause, Usage> {
  const all = sum([...usages.values()].map((usage) => usedOf(usage, 'trace')));
  if (all.eq(none)) return usages;
  const share = recorded(all).div(all);
  return new Map(
    [...usages].map(([cause, usage]) => [cause, { ...usage, trace: usedOf(usage, 'trace').times(share) }]),
  );
}

/** With more than one a second, one of each and a share of the rest. */
function recorded(all: Decimal): Decimal {
  const first = least(all, secondsPerMonth);
  return first.plus(all.minus(first).times(kept));
}
