const streams = new Map<string, number>();

/**
 * A number from 0 up to, but not with, 1: the n-th of a stream of a seed. Any of them can be asked for, in any order.
 */
export function chance(seed: number, stream: string, n = 0): number {
  let mixed = mix(seed >>> 0) ^ mix(Math.floor(seed / 2 ** 32) + 0x51ed);
  mixed = mix(mixed ^ numberOf(stream));
  mixed = mix((mixed + Math.imul(n + 1, 0x9e3779b9)) >>> 0);
  return mixed / 2 ** 32;
}

/** A whole number from `low` to `high`, both included. */
export function between(u: number, low: number, high: number): number {
  return low + Math.floor(u * (high - low + 1));
}

export function pick<const Values extends readonly [unknown, ...unknown[]]>(u: number, values: Values): Values[number] {
  return values[Math.floor(u * values.length)];
}

/** The name of a stream as a number. There are few names, so each is hashed once (FNV-1a). */
function numberOf(stream: string): number {
  const known = streams.get(stream);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let index = 0; index < stream.length; index += 1) hash = Math.imul(hash ^ stream.charCodeAt(index), 0x01000193);
  streams.set(stream, hash >>> 0);
  return hash >>> 0;
}

/** Multiplying and folding: every bit in changes about half of the bits out. */
function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
