import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf, min, sum, zero } from '../decimal.ts';
import type { Cause } from './activity.ts';
import { quantityOf, type Usage } from './usage.ts';

/** X-Ray's default rule: the first request of each second, and five of a hundred others. */
const sampledShare = decimal('0.05');
const secondsPerMonth = decimalOf(assumptions.hoursPerMonth * 3_600);

/** The same usages with the traces that X-Ray keeps. Every invocation would be one. */
export function withSampledTraces(usages: ReadonlyMap<Cause, Usage>): ReadonlyMap<Cause, Usage> {
  const all = sum([...usages.values()].map((usage) => quantityOf(usage, 'trace')));
  if (all.eq(zero)) return usages;
  const share = recordedTraces(all).div(all);
  return new Map(
    [...usages].map(([cause, usage]) => [cause, { ...usage, trace: quantityOf(usage, 'trace').times(share) }]),
  );
}

/** With more than one a second, one of each and a share of the rest. */
function recordedTraces(all: Decimal): Decimal {
  const first = min(all, secondsPerMonth);
  return first.plus(all.minus(first).times(sampledShare));
}
