import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { base32, base32nopad } from '@scure/base';
import type { Millis } from '../core/clock.ts';

const stepMs = 30_000;

/** 80 bits, what authenticator apps commonly are given; below that a token is guessed too easily. */
const bytesMin = 10;
const bytesMax = 128;

/**
 * Reads a TOTP secret: base32 of RFC 4648 in either case, spaces ignored, padding optional. Undefined for anything
 * else.
 */
export function readTotpSecret(text: string): KeyObject | undefined {
  const compact = text.replaceAll(' ', '').toUpperCase();
  const bytes = decode(compact);
  return bytes !== undefined && bytes.length >= bytesMin && bytes.length <= bytesMax
    ? createSecretKey(bytes)
    : undefined;
}

/** Which 30-second step a moment is in, counted from 1970 (RFC 6238 section 4). */
export function totpStep(now: Millis): number {
  return Math.floor(now / stepMs);
}

/** When a step begins, in milliseconds since 1970. */
export function stepStart(step: number): Millis {
  return step * stepMs;
}

/** The six digits of a step: RFC 6238 with SHA-1. ASSUMPTION A13: the exchange names no algorithm. */
export function totpToken(key: KeyObject, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  // RFC 4226 section 5.3: the last half-byte says where the 31 bits are read.
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function decode(text: string): Uint8Array | undefined {
  try {
    return text.includes('=') ? base32.decode(text) : base32nopad.decode(text);
  } catch {
    // The decoder's error quotes what it met, which is the secret.
    return undefined;
  }
}
