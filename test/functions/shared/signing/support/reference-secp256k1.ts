import { createHmac } from 'node:crypto';

// A second, plain implementation from SEC 1, SEC 2 and RFC 6979, to check the one in use. Slow and not constant-time.
const p = 2n ** 256n - 2n ** 32n - 977n;
export const order = BigInt('0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
const generator: Point = {
  x: BigInt('0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798'),
  y: BigInt('0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8'),
};

export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

function mod(a: bigint, m: bigint): bigint {
  return ((a % m) + m) % m;
}

function inverse(a: bigint, m: bigint): bigint {
  let [r0, r1, t0, t1] = [m, mod(a, m), 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1];
  }
  return mod(t0, m);
}

function plus(a: Point | undefined, b: Point | undefined): Point | undefined {
  if (a === undefined) return b;
  if (b === undefined) return a;
  if (a.x === b.x && mod(a.y + b.y, p) === 0n) return undefined;
  const slope =
    a.x === b.x ? mod(3n * a.x * a.x * inverse(2n * a.y, p), p) : mod((b.y - a.y) * inverse(b.x - a.x, p), p);
  const x = mod(slope * slope - a.x - b.x, p);
  return { x, y: mod(slope * (a.x - x) - a.y, p) };
}

function times(k: bigint, point: Point): Point | undefined {
  let sum: Point | undefined;
  let power: Point | undefined = point;
  for (let rest = k; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = plus(sum, power);
    power = plus(power, power);
  }
  return sum;
}

export function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}

/**
 * RFC 6979 section 3.2 with HMAC-SHA256. The first candidate is out of range once in 2^128, so it is not tried again.
 */
function nonce(key: Uint8Array, hash: Uint8Array): bigint {
  const seed = Buffer.concat([key, toBytes(mod(toNumber(hash), order))]);
  const hmac = (k: Buffer, ...dependencies: Uint8Array[]) =>
    createHmac('sha256', k).update(Buffer.concat(dependencies)).digest();
  let v = Buffer.alloc(32, 1);
  let k = hmac(Buffer.alloc(32), v, Buffer.of(0), seed);
  v = hmac(k, v);
  k = hmac(k, v, Buffer.of(1), seed);
  v = hmac(k, v);
  return toNumber(hmac(k, v));
}

/** ECDSA with a low s; v is 27 or 28 by the parity of the nonce point, turned when s was. */
export function referenceSign(key: Uint8Array, hash: Uint8Array): { r: string; s: string; v: number } {
  const k = nonce(key, hash);
  const point = times(k, generator);
  if (point === undefined) throw new Error('nonce of zero');
  const r = mod(point.x, order);
  const s = mod(inverse(k, order) * (toNumber(hash) + r * toNumber(key)), order);
  const isHigh = s > order / 2n;
  const parity = Number(point.y & 1n) ^ Number(isHigh);
  const b64 = (value: bigint) => toBytes(value).toString('base64');
  return { r: b64(r), s: b64(isHigh ? order - s : s), v: 27 + parity };
}

export function referenceVerify(publicKey: Point, hash: Uint8Array, r: bigint, s: bigint): boolean {
  const w = inverse(s, order);
  const point = plus(times(mod(toNumber(hash) * w, order), generator), times(mod(r * w, order), publicKey));
  return point !== undefined && mod(point.x, order) === r;
}
