import { sha256 } from '@noble/hashes/sha2.js';
import { createBase58check } from '@scure/base';

const codec = createBase58check(sha256);
// 25 bytes never need more; decoding takes time in the square of the length.
const charactersMax = 36;

/** Decodes one version byte and a 20-byte hash with their checksum. Undefined for anything else. */
export function decodeBase58Address(address: string): { version: number; hash: Uint8Array } | undefined {
  const bytes = decode(address);
  const version = bytes?.[0];
  if (bytes?.length !== 21 || version === undefined) return undefined;
  return { version, hash: bytes.subarray(1) };
}

/** A hash that nobody has a key for: what is sent there is lost. */
export function isAllZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function decode(address: string): Uint8Array | undefined {
  if (address.length > charactersMax) return undefined;
  try {
    return codec.decode(address);
  } catch {
    // The decoder throws for a wrong character and for a wrong checksum alike; both mean: no address.
    return undefined;
  }
}
