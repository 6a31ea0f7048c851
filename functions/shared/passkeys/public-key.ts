import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import * as v from 'valibot';
import { type ByteLimits, decodeBase64url } from './base64url.ts';
import { bytesSchema } from './schemas.ts';
import { isSmallOrder } from './small-order.ts';

/** By their names in COSE. */
export const algorithms = ['ES256', 'EdDSA', 'RS256'] as const;
export type Algorithm = (typeof algorithms)[number];

/** A key of 4096 bits has 550 bytes. */
const keyLimits: ByteLimits = { least: 32, most: 600 };
const leastRsaBits = 2_048;
const mostRsaBits = 4_096;
const rsaExponent = 65_537n;

export const algorithmSchema = v.picklist(algorithms, '"ES256", "EdDSA" or "RS256"');

export const publicKeySchema = bytesSchema(keyLimits, 'a public key, its SPKI DER as base64url without padding');

/** A device's public key, as text. */
export interface PublicKey {
  readonly algorithm: Algorithm;
  /** SPKI DER as base64url. */
  readonly publicKey: string;
}

/** Reads a key. Undefined for one that is not of its algorithm, too short, or not in the one form of its DER. */
export function readPublicKey({ algorithm, publicKey }: PublicKey): KeyObject | undefined {
  const der = decodeBase64url(publicKey, keyLimits);
  const key = der && parse(der);
  if (key === undefined || !isOf[algorithm](key)) return undefined;
  return key.export({ format: 'der', type: 'spki' }).equals(der ?? Buffer.alloc(0)) ? key : undefined;
}

function parse(der: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    // OpenSSL refuses it. What it says is of no use to anybody here.
    return undefined;
  }
}

const isOf: Readonly<Record<Algorithm, (key: KeyObject) => boolean>> = {
  // Whole, and with the curve by its name: 91 bytes. A compressed point or own parameters make another length.
  ES256: (key) =>
    key.asymmetricKeyType === 'ec' &&
    key.asymmetricKeyDetails?.namedCurve === 'prime256v1' &&
    key.export({ format: 'der', type: 'spki' }).length === 91,
  EdDSA: (key) =>
    key.asymmetricKeyType === 'ed25519' && !isSmallOrder(key.export({ format: 'der', type: 'spki' }).subarray(-32)),
  RS256: ({ asymmetricKeyType, asymmetricKeyDetails: { modulusLength = 0, publicExponent } = {} }) =>
    asymmetricKeyType === 'rsa' &&
    modulusLength >= leastRsaBits &&
    modulusLength <= mostRsaBits &&
    publicExponent === rsaExponent,
};

/** Ed25519 hashes by itself. */
const hashOf: Readonly<Record<Algorithm, string | null>> = { ES256: 'sha256', EdDSA: null, RS256: 'sha256' };

/** Whether the key signed the bytes. ES256 signatures are DER, as authenticators make them. Never throws. */
export function isSignedBy(key: KeyObject, algorithm: Algorithm, signed: Buffer, signature: Buffer): boolean {
  try {
    return verify(hashOf[algorithm], signed, { key, dsaEncoding: 'der' }, signature);
  } catch {
    // Bytes that OpenSSL cannot take for a signature are none.
    return false;
  }
}
