import { createHash } from 'node:crypto';

/** A number from 0 up to, but not with, 1. */
export type RandomSource = () => number;

/** A chance that gives the same numbers for the same seed. */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    // A counter with odd steps, mixed by multiplying and folding: every 32-bit state is met once.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** 32 bytes that belong to a seed and a name: keys, addresses and the like, the same at every start. */
export function derive(seed: number, ...names: readonly string[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([seed, ...names]))
    .digest();
}
