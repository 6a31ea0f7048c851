import { between, chance, pick } from './chance.ts';

/** Draws from one stream, one after the other: for what is made once, such as a plan. */
export interface Draws {
  next(): number;
  /** Whether something happens that does so in this share of all cases. */
  happens(share: number): boolean;
  between(low: number, high: number): number;
  pick<const Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number];
}

export function drawsOf(seed: number, stream: string): Draws {
  let drawn = 0;
  const next = () => {
    drawn += 1;
    return chance(seed, stream, drawn);
  };
  return {
    next,
    happens: (share) => next() < share,
    between: (low, high) => between(next(), low, high),
    pick: (values) => pick(next(), values),
  };
}
