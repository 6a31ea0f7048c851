import { createHash, createPublicKey } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { verifyAssertion } from '../../../../functions/shared/passkeys/assertion.ts';
import { readAuthenticatorData } from '../../../../functions/shared/passkeys/authenticator-data.ts';
import { type Algorithm, isSignedBy, readPublicKey } from '../../../../functions/shared/passkeys/public-key.ts';
import vectors from './webauthn-vectors.json' with { type: 'json' };

/*
 * The assertions of Web Authentication Level 3, section 16. No user was verified in any of them, and one of the
 * devices is said to be backed up: we take the signatures, and refuse the words for the user alone.
 */

const party = { origin: 'https://example.org', rpId: 'example.org' };

const text = (hex = '') => Buffer.from(hex, 'hex').toString('base64url');

/** The product of the two smallest Mersenne primes of at least 1024 bits. */
const modulus = ((2n ** 1_279n - 1n) * (2n ** 2_203n - 1n)).toString(16).padStart(872, '0');

function publicKeyOf({ algorithm, key }: (typeof vectors)[number]): { algorithm: Algorithm; publicKey: string } {
  const spkiOf = (jwk: Record<string, string>) =>
    createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' }).toString('base64url');
  switch (algorithm) {
    case 'ES256':
      return { algorithm, publicKey: spkiOf({ kty: 'EC', crv: 'P-256', x: text(key.x), y: text(key.y) }) };
    case 'EdDSA':
      return { algorithm, publicKey: spkiOf({ kty: 'OKP', crv: 'Ed25519', x: text(key.x) }) };
    case 'RS256':
      return { algorithm, publicKey: spkiOf({ kty: 'RSA', n: text(modulus), e: 'AQAB' }) };
    default:
      throw new Error(`no algorithm ${algorithm}`);
  }
}

describe.each(vectors)('the published assertion $name', (vector) => {
  const key = publicKeyOf(vector);
  const clientDataJSON = Buffer.from(vector.clientDataJSON, 'hex');
  const authenticatorData = Buffer.from(vector.authenticatorData, 'hex');

  test('is signed by its key', () => {
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()]);
    const publicKey = readPublicKey(key);
    const signature = Buffer.from(vector.signature, 'hex');
    expect(publicKey && isSignedBy(publicKey, key.algorithm, signed, signature)).toBe(true);
    signed.writeUInt8(signed.readUInt8(36) ^ 1, 36);
    expect(publicKey && isSignedBy(publicKey, key.algorithm, signed, signature)).toBe(false);
  });

  test('is of the challenge and the page that it names, and lacks a verified user', () => {
    expect(readAuthenticatorData(authenticatorData)).toMatchObject({ isUserPresent: true, isUserVerified: false });
    const assertion = {
      clientDataJSON: clientDataJSON.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: text(vector.signature),
    };
    const challenge = Buffer.from(vector.challenge, 'hex');
    expect(verifyAssertion(key, assertion, challenge, party)).toEqual({ kind: 'invalid', flaw: 'user-not-verified' });
  });
});
