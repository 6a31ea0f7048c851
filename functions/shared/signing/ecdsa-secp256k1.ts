import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { decodeBase64 } from './base64.ts';

/**
 * Reads a private key: Base64 of 32 bytes, a number from 1 to the group's order less one. Undefined for anything else.
 */
export function readSecp256k1Key(text: string): Uint8Array | undefined {
  const bytes = decodeBase64(text);
  return bytes !== undefined && secp256k1.utils.isValidSecretKey(bytes) ? new Uint8Array(bytes) : undefined;
}

/**
 * Signs as HashKey PRO's PUB-PRIV mode wants it (exchange-api.md 2.6): ECDSA over Keccak-256 of the UTF-8 bytes, nonce
 * by RFC 6979, low s, as compact JSON with r and s in Base64 and v 27 or 28.
 */
export function secp256k1Json(key: Uint8Array, message: string): string {
  const hash = keccak_256(Buffer.from(message, 'utf8'));
  const [recovery = 0, ...compact] = secp256k1.sign(hash, key, { prehash: false, lowS: true, format: 'recovered' });
  const bytes = Buffer.from(compact);
  const r = bytes.subarray(0, 32).toString('base64');
  const s = bytes.subarray(32, 64).toString('base64');
  return JSON.stringify({ r, s, v: 27 + recovery });
}
