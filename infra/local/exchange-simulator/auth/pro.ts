import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import * as v from 'valibot';
import { type ExchangeRequest, header } from '../answers.ts';
import type { ApiKey } from '../keys.ts';
import type { SimulatorState } from '../simulator-state.ts';

const prefix = '/APITrade';

/** ASSUMPTION A18: no tolerance is published. A minute bears a careless clock and still refuses a stored request. */
const toleranceMs = 60_000;

const partBase64 = v.pipe(v.string(), v.base64(), v.maxLength(64));
const signatureSchema = v.object({ r: partBase64, s: partBase64, v: v.picklist([27, 28]) });

/** Whether a request is signed as HashKey PRO wants it (exchange-api.md 2.6). */
export function isProSigned(state: SimulatorState, request: ExchangeRequest): boolean {
  const key = state.keys.get(header(request, 'API-KEY') ?? '');
  const signature = header(request, 'API-SIGNATURE');
  const timestamp = header(request, 'API-TIMESTAMP') ?? '';
  if (key === undefined || signature === undefined || !/^\d{13}$/.test(timestamp)) return false;
  if (Math.abs(state.now() - Number(timestamp)) > toleranceMs) return false;
  return isSigned(key, header(request, 'AUTH-TYPE'), proMessage(request, timestamp), signature);
}

/** Without separators, and without the prefix. ASSUMPTION A18: a query counts as part of the path. */
function proMessage(request: ExchangeRequest, timestamp: string): string {
  const path = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : request.path;
  const query = request.query === '' ? '' : `?${request.query}`;
  return `${timestamp}${request.method}${path}${query}${request.body}`;
}

/**
 * The vendor's newest samples sign the message. Older ones sign the hex of its SHA-256 instead, and the oldest, in
 * Java, send no AUTH-TYPE. All of them are taken.
 */
function isSigned(key: ApiKey, authType: string | undefined, message: string, signature: string): boolean {
  const { credential: proof } = key;
  const forms = [message, createHash('sha256').update(message).digest('hex')];
  if (proof.kind === 'pro-hmac' && authType === 'HMAC') {
    return forms.some((form) => isHmac(proof.secretKey, form, signature));
  }
  if (proof.kind === 'pro-ecdsa' && (authType === 'PUB-PRIV' || authType === undefined)) {
    return forms.some((form) => isEcdsa(proof.publicKey, form, signature));
  }
  return false;
}

/** The secret looks like base64 but is used as it is written. */
function isHmac(secretKey: string, message: string, signature: string): boolean {
  const expected = createHmac('sha256', secretKey).update(message).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Keccak-256, and the public key that r, s and v give must be the key's own. */
function isEcdsa(publicKey: Uint8Array, message: string, signature: string): boolean {
  const parts = readSignature(signature);
  if (parts === undefined) return false;
  try {
    const hash = keccak_256(Buffer.from(message));
    const recovered = secp256k1.recoverPublicKey(parts, hash, { prehash: false });
    return Buffer.from(recovered).equals(publicKey);
  } catch {
    // No point of the curve belongs to these numbers: the signature is no signature.
    return false;
  }
}

/** `v` as one byte of 0 or 1, then r and s of 32 bytes each. */
function readSignature(text: string): Uint8Array | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), signatureSchema), text);
  if (!parsed.success) return undefined;
  const r = Buffer.from(parsed.output.r, 'base64');
  const s = Buffer.from(parsed.output.s, 'base64');
  if (r.length !== 32 || s.length !== 32) return undefined;
  return Uint8Array.of(parsed.output.v - 27, ...r, ...s);
}
