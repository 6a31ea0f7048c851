import { type Decimal, sum, zero } from '../decimal.ts';
import { type Meter, meters } from '../meters.ts';
import type { Confidence, PriceList } from '../prices/price-list.ts';
import type { Cause } from './activity.ts';
import { entriesOf, type Usage } from './usage.ts';

/** What one thing of one cause costs in a month. */
export interface Line {
  readonly cause: Cause;
  readonly meter: Meter;
  readonly service: string;
  readonly used: Decimal;
  readonly usd: Decimal;
  readonly confidence: Confidence;
}

export type Bill = readonly Line[];

export function billOf(usages: readonly (readonly [Cause, Usage])[], prices: PriceList): Bill {
  return usages.flatMap(([cause, usage]) =>
    entriesOf(usage).map(([meter, used]) => {
      const { each, confidence } = prices.price(meter);
      return { cause, meter, service: meters[meter], used, usd: used.times(each), confidence };
    }),
  );
}

export function totalOf(lines: Bill): Decimal {
  return sum(lines.map(({ usd }) => usd));
}

/** The same by a name of each line, in the order in which the names first come. */
export function totalsBy(lines: Bill, nameOf: (line: Line) => string): ReadonlyMap<string, Decimal> {
  const totals = new Map<string, Decimal>();
  for (const line of lines) {
    const name = nameOf(line);
    totals.set(name, (totals.get(name) ?? zero).plus(line.usd));
  }
  return totals;
}
