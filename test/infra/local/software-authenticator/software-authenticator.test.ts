import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { verifyAssertion } from '../../../../functions/shared/passkeys/assertion.ts';
import { encodeCbor } from '../../../../infra/local/software-authenticator/cbor.ts';
import {
  assertWith,
  type Deviations,
  register,
  softwareAaguid,
} from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import {
  coseKeyOf,
  createSoftwareKey,
  type SoftwareKey,
  softwareKeyOf,
} from '../../../../infra/local/software-authenticator/software-key.ts';

/* Checked against another library, and by it our own verification. */

const party = { origin: 'https://treasury.example.com', rpId: 'treasury.example.com' };
const challenge = randomBytes(32);
const expected = {
  expectedChallenge: challenge.toString('base64url'),
  expectedOrigin: party.origin,
  expectedRPID: party.rpId,
  requireUserVerification: true,
};
const keys = [createSoftwareKey('ES256'), createSoftwareKey('EdDSA'), createSoftwareKey('RS256')];

/** Whether the other library takes an assertion. It throws for most of what it does not take. */
async function isTakenElsewhere(key: SoftwareKey, assertion: ReturnType<typeof assertWith>): Promise<boolean> {
  const { credentialId: id } = key;
  const response = { id, rawId: id, type: 'public-key' as const, response: assertion, clientExtensionResults: {} };
  const credential = { id, publicKey: new Uint8Array(coseKeyOf(key)), counter: 0 };
  return verifyAuthenticationResponse({ ...expected, response, credential }).then(
    ({ verified }) => verified,
    () => false,
  );
}

describe.each(keys)('a software key of $algorithm', (key) => {
  test('registers with another library, which reads the same from it', async () => {
    const response = register(key, { ...party, challenge }, { isBackupEligible: true, signCount: 5 });
    const { verified, registrationInfo } = await verifyRegistrationResponse({ ...expected, response });
    expect(verified).toBe(true);
    expect(registrationInfo?.aaguid).toBe(softwareAaguid);
    expect(registrationInfo?.credential).toMatchObject({ id: key.credentialId, counter: 5 });
    expect(Buffer.from(registrationInfo?.credential.publicKey ?? [])).toEqual(coseKeyOf(key));
    expect(registrationInfo?.credentialDeviceType).toBe('multiDevice');
  });

  test.each<Deviations>([{}, { isBackupEligible: true, isBackedUp: true }, { signCount: 0xffff_ffff }])(
    'is taken by another library and by ours: %j',
    async (deviations) => {
      const assertion = assertWith(key, { ...party, challenge }, deviations);
      expect(await isTakenElsewhere(key, assertion)).toBe(true);
      expect(verifyAssertion(key, assertion, challenge, party).kind).toBe('valid');
    },
  );

  test.each<Deviations>([
    { type: 'webauthn.create' },
    { isUserPresent: false },
    { isUserVerified: false },
    { isBackedUp: true },
  ])('is refused by both: %j', async (deviations) => {
    const assertion = assertWith(key, { ...party, challenge }, deviations);
    expect(await isTakenElsewhere(key, assertion)).toBe(false);
    expect(verifyAssertion(key, assertion, challenge, party).kind).toBe('invalid');
  });

  test.each([
    { ...party, challenge: randomBytes(32) },
    { ...party, challenge, origin: 'https://other.example.com' },
    { ...party, challenge, rpId: 'example.com' },
  ])('is refused by both for another ceremony: %#', async (ceremony) => {
    const assertion = assertWith(key, ceremony);
    expect(await isTakenElsewhere(key, assertion)).toBe(false);
    expect(verifyAssertion(key, assertion, challenge, party).kind).toBe('invalid');
  });

  test('is refused by both with the signature of another one', async () => {
    const assertion = assertWith(key, { ...party, challenge });
    const { signature } = assertWith(createSoftwareKey(), { ...party, challenge });
    expect(await isTakenElsewhere(key, { ...assertion, signature })).toBe(false);
    expect(verifyAssertion(key, { ...assertion, signature }, challenge, party).kind).toBe('invalid');
  });

  test('comes back whole from its private key', () => {
    expect(softwareKeyOf(key.privateKey)).toEqual(key);
  });
});

test('CBOR has the shortest heads', () => {
  const hexOf = (value: Parameters<typeof encodeCbor>[0]) => encodeCbor(value).toString('hex');
  expect([0, 23, 24, 255, 256, -1, -7, -257].map(hexOf)).toEqual([
    '00',
    '17',
    '1818',
    '18ff',
    '190100',
    '20',
    '26',
    '390100',
  ]);
  expect(hexOf('none')).toBe('646e6f6e65');
  expect(hexOf(new Map([[1, Buffer.from([2])]]))).toBe('a1014102');
  expect(hexOf(Buffer.alloc(300)).slice(0, 6)).toBe('59012c');
});
