import Big from 'big.js';
import type { ChartPoint } from './line-path.ts';

export interface KnownPoint {
  readonly name: string;
  readonly value: string;
}

/** What there is to say of a series in words. Undefined where nothing of it is known. */
export interface Extremes {
  readonly first: KnownPoint;
  readonly last: KnownPoint;
  readonly lowest: KnownPoint;
  readonly highest: KnownPoint;
  /** How many values are not known. */
  readonly unknown: number;
}

const isKnown = (point: ChartPoint): point is KnownPoint => point.value !== undefined;

/** The first, the last, the lowest and the highest, compared exactly; of equal ones the first. */
export function extremesOf(points: readonly ChartPoint[]): Extremes | undefined {
  const known = points.filter(isKnown);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const lowest = known.reduce((least, each) => (new Big(each.value).lt(least.value) ? each : least));
  const highest = known.reduce((most, each) => (new Big(each.value).gt(most.value) ? each : most));
  return { first, last, lowest, highest, unknown: points.length - known.length };
}
