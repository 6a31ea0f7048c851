import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, type webcrypto } from 'node:crypto';
import type { Algorithm } from '../../../functions/shared/passkeys/public-key.ts';
import { type Cbor, encodeCbor } from './cbor.ts';

/** A key as a device would keep it, for tests, the demo and the command. Who has its file is its owner. */
export interface SoftwareKey {
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  /** SPKI DER as base64url. */
  readonly publicKey: string;
  /** SHA-256 of the public key, as base64url: a private key alone brings all of it back. */
  readonly credentialId: string;
}

export function createSoftwareKey(algorithm: Algorithm = 'ES256'): SoftwareKey {
  return softwareKeyOf(create[algorithm]());
}

const create: Readonly<Record<Algorithm, () => KeyObject>> = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  EdDSA: () => generateKeyPairSync('ed25519').privateKey,
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey,
};

/** The key of a private one that was kept. Throws an Error for one of another kind. */
export function softwareKeyOf(privateKey: KeyObject): SoftwareKey {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const credentialId = createHash('sha256').update(spki).digest('base64url');
  return { algorithm: algorithmOf(privateKey), privateKey, publicKey: spki.toString('base64url'), credentialId };
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithm {
  if (asymmetricKeyType === 'ed25519') return 'EdDSA';
  if (asymmetricKeyType === 'rsa') return 'RS256';
  if (asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256';
  throw new Error('no key of P-256, Ed25519 or RSA');
}

/** The public key as COSE (RFC 9053, RFC 8230), as a registration brings it. */
export function coseKeyOf({ algorithm, privateKey }: SoftwareKey): Buffer {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  return encodeCbor(new Map(coseFields[algorithm](jwk)));
}

type Fields = readonly (readonly [number, Cbor])[];

const coseFields: Readonly<Record<Algorithm, (jwk: webcrypto.JsonWebKey) => Fields>> = {
  ES256: ({ x, y }) => [...heads(2, -7), [-1, 1], [-2, bytesOf(x)], [-3, bytesOf(y)]],
  EdDSA: ({ x }) => [...heads(1, -8), [-1, 6], [-2, bytesOf(x)]],
  RS256: ({ n, e }) => [...heads(3, -257), [-1, bytesOf(n)], [-2, bytesOf(e)]],
};

/** The type of key, and the algorithm. */
function heads(type: number, algorithm: number): Fields {
  return [
    [1, type],
    [3, algorithm],
  ];
}

function bytesOf(text = ''): Buffer {
  return Buffer.from(text, 'base64url');
}
