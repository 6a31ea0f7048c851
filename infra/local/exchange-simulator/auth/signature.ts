import { createHmac, timingSafeEqual } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { ExchangeRequest } from '../answers.ts';
import type { ApiKey } from '../keys.ts';

/**
 * What the caller must have signed: the raw query followed at once by the raw body, without the signature itself
 * (exchange-api.md 2.1). ASSUMPTION A9: raw bytes, and the signature may stand anywhere.
 */
export function signedText(request: Pick<ExchangeRequest, 'query' | 'body'>): string {
  return withoutSignature(request.query) + withoutSignature(request.body);
}

function withoutSignature(text: string): string {
  return text
    .split('&')
    .filter((pair) => pair !== 'signature' && !pair.startsWith('signature='))
    .join('&');
}

/** Whether `signature` is this key's for `text`. Keys of HashKey PRO are no keys of today's API. */
export function isSignedBy(key: ApiKey, text: string, signature: string): boolean {
  switch (key.credential.kind) {
    case 'hmac-sha256':
      return isHmac(key.credential.secretKey, text, signature);
    case 'ed25519':
      return isEd25519(key.credential.publicKey, text, signature);
    case 'pro-hmac':
    case 'pro-ecdsa':
      return false;
  }
}

/** The secret's own bytes, not decoded. Hex of either case. */
function isHmac(secretKey: string, text: string, signature: string): boolean {
  if (!/^[0-9a-fA-F]{64}$/.test(signature)) return false;
  const expected = createHmac('sha256', secretKey).update(text).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

/** Base64 or hex (exchange-api.md 2.3). */
function isEd25519(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, /^[0-9a-fA-F]{128}$/.test(signature) ? 'hex' : 'base64');
  return bytes.length === 64 && ed25519.verify(bytes, Buffer.from(text), publicKeyBytes(publicKey));
}

/** An SPKI public key ends with the 32 bytes of the key, whatever stands before. */
function publicKeyBytes(publicKey: string): Uint8Array {
  const text = publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  const bytes = Buffer.from(text, /^[0-9a-fA-F]{64}$/.test(text) ? 'hex' : 'base64');
  return bytes.subarray(-32);
}
