import { type Decimal, decimalOf, zero } from '../decimal.ts';
import { isMeter, type Meter } from '../meters.ts';

/** How much of each thing that AWS counts. What is not named was not used. */
export type Usage = Readonly<Partial<Record<Meter, Decimal>>>;

export const noUsage: Usage = {};

export function quantityOf(usage: Usage, meter: Meter): Decimal {
  return usage[meter] ?? zero;
}

export function entriesOf(usage: Usage): readonly (readonly [Meter, Decimal])[] {
  return Object.entries(usage).flatMap(([name, used]) => (isMeter(name) && used !== undefined ? [[name, used]] : []));
}

export function plus(...usages: readonly Usage[]): Usage {
  const total: Partial<Record<Meter, Decimal>> = {};
  for (const [meter, used] of usages.flatMap(entriesOf)) total[meter] = (total[meter] ?? zero).plus(used);
  return total;
}

export function times(usage: Usage, factor: Decimal): Usage {
  return Object.fromEntries(entriesOf(usage).map(([meter, used]) => [meter, used.times(factor)]));
}

/** `a` without `b`. Below zero where a longer act happened to take less: two of them then cancel out. */
export function minus(a: Usage, b: Usage): Usage {
  return plus(a, times(b, decimalOf(-1)));
}
