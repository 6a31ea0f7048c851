import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { iso } from '../../../../functions/shared/core/clock.ts';
import type { PublicKey } from '../../../../functions/shared/passkeys/public-key.ts';
import type { SignedWord } from '../../../../functions/shared/passkeys/signed-word.ts';
import { isSmallOrder } from '../../../../functions/shared/passkeys/small-order.ts';
import type { Said } from '../../../../functions/shared/passkeys/statement.ts';
import { type GivenWord, type Place, verifyWord } from '../../../../functions/shared/passkeys/verify-word.ts';
import { type Deviations, signWord } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';
import { approvalBy, minute, nonceOf, personNamed, place, say, start } from './support/people.ts';

const alice = personNamed('alice@example.com');
const keys = {
  ES256: createSoftwareKey('ES256'),
  EdDSA: createSoftwareKey('EdDSA'),
  RS256: createSoftwareKey('RS256'),
};
const key = keys.ES256;
const given = say(key, approvalBy(alice));

const flawOf = (each: GivenWord, where: Place = place, by: PublicKey = key) => {
  const result = verifyWord(by, each, where);
  return result.kind === 'invalid' ? result.flaw : undefined;
};
const withWord = (changes: Partial<SignedWord>): GivenWord => ({ ...given, word: { ...given.word, ...changes } });
const deviating = (deviations: Deviations) => say(key, approvalBy(alice), { deviations });
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

describe('a word', () => {
  test.each(Object.values(keys))('of a key of $algorithm is valid, and says what the device counts', (each) => {
    const word = say(each, approvalBy(alice), {
      deviations: { isBackupEligible: true, isBackedUp: true, signCount: 7 },
    });
    expect(verifyWord(each, word, place)).toEqual({
      kind: 'valid',
      signCount: 7,
      isBackupEligible: true,
      isBackedUp: true,
    });
  });

  test('of another key is not signed', () => {
    expect(flawOf(given, place, createSoftwareKey())).toBe('bad-signature');
  });

  test.each<[string, Said]>([
    ['another decision', { ...approvalBy(alice), purpose: 'payment', decision: 'decline' }],
    ['another purpose', { ...approvalBy(alice), purpose: 'device', decision: 'confirm' }],
    ['another payment', { ...approvalBy(alice), subject: { id: 'inv-2', digest: 'a'.repeat(64) } }],
    ['other content', { ...approvalBy(alice), subject: { id: 'inv-1', digest: 'b'.repeat(64) } }],
    ['another person', approvalBy(personNamed('bob@example.com'))],
    ['a person of another issuer', approvalBy({ ...alice, issuer: 'https://other.example.com' })],
    ['a person by another claim', approvalBy({ ...alice, claim: 'sub' })],
  ])('does not say %s', (_, said) => {
    expect(flawOf({ ...given, said })).toBe('wrong-challenge');
  });

  test('does not say it in another stage', () => {
    expect(flawOf(given, { ...place, stage: 'staging' })).toBe('wrong-challenge');
  });

  test('has the nonce and the expiry that were signed', () => {
    expect(flawOf(withWord({ nonce: nonceOf('second') }))).toBe('wrong-challenge');
    expect(flawOf(withWord({ expiresAt: iso(start + 6 * minute) }))).toBe('wrong-challenge');
  });

  test.each<[string, GivenWord]>([
    ['wrong-type', deviating({ type: 'webauthn.create' })],
    ['cross-origin', deviating({ crossOrigin: true })],
    ['user-not-present', deviating({ isUserPresent: false })],
    ['user-not-verified', deviating({ isUserVerified: false })],
    ['malformed', deviating({ isBackedUp: true })],
  ])('of another ceremony is refused as %s', (flaw, each) => {
    expect(flawOf(each)).toBe(flaw);
  });

  test('of another page or another relying party is refused', () => {
    const { expiresAt, nonce } = given.word;
    const statement = { ...given.said, stage: place.stage, nonce, expiresAt };
    const from = (party: Partial<Place>) => ({ ...given, word: signWord(key, statement, { ...place, ...party }) });
    expect(flawOf(from({ origin: 'https://treasury.example.com.example.net' }))).toBe('wrong-origin');
    expect(flawOf(from({ origin: 'http://treasury.example.com' }))).toBe('wrong-origin');
    expect(flawOf(from({ rpId: 'example.com' }))).toBe('wrong-rp');
  });

  test('counts until it expires, and not long before', () => {
    const expiresAt = start + 5 * minute;
    expect(flawOf({ ...given, takenAt: expiresAt })).toBeUndefined();
    expect(flawOf({ ...given, takenAt: expiresAt + 1 })).toBe('expired');
    expect(flawOf({ ...given, takenAt: expiresAt - 15 * minute })).toBeUndefined();
    expect(flawOf({ ...given, takenAt: expiresAt - 15 * minute - 1 })).toBe('expires-too-late');
  });

  test.each(['2026-11-20T10:05:00Z', '2026-11-20T18:05:00.000+08:00', '2026-02-30T10:00:00.000Z', ''])(
    'that expires at "%s" is malformed',
    (expiresAt) => expect(flawOf(withWord({ expiresAt }))).toBe('malformed'),
  );
});

describe('the parts of a word', () => {
  const clientData = (text: string | Uint8Array) => withWord({ clientDataJSON: base64url(Buffer.from(text)) });
  const said = Buffer.from(given.word.clientDataJSON, 'base64url').toString('utf8');
  const data = Buffer.from(given.word.authenticatorData, 'base64url');

  test.each<[string, GivenWord]>([
    ['no JSON', clientData('{')],
    ['a list', clientData('[]')],
    ['a field twice', clientData(`${said.slice(0, -1)},"type":"webauthn.get"}`)],
    ['a field twice, once escaped', clientData(`${said.slice(0, -1)},"\\u0074ype":"webauthn.get"}`)],
    ['a byte order mark', clientData(`\uFEFF${said}`)],
    ['no UTF-8', clientData(Buffer.concat([Buffer.from(said.slice(0, -1)), Buffer.from(',"a":"\xff"}', 'latin1')]))],
    ['no challenge', clientData('{"type":"webauthn.get","origin":"https://treasury.example.com"}')],
    ['a type by prototype', clientData('{"__proto__":{"type":"webauthn.get"},"challenge":"","origin":""}')],
    ['too much', clientData(`${said}${' '.repeat(4_097)}`)],
  ])('refuse client data with %s', (_, each) => {
    expect(flawOf(each)).toBe('malformed');
  });

  test('refuse a page in a frame, by the name of the page around it as well', () => {
    expect(flawOf(clientData(`${said.slice(0, -1)},"topOrigin":"https://other.example.com"}`))).toBe('cross-origin');
  });

  test('let fields through that a browser adds', () => {
    expect(flawOf(clientData(`${said.slice(0, -1)},"later":{"a":[1]}}`))).toBe('bad-signature');
  });

  const flagged = (flags: number, rest: readonly number[] = []) => {
    const bytes = Buffer.concat([data, Buffer.from(rest)]);
    bytes.writeUInt8(flags, 32);
    return withWord({ authenticatorData: base64url(bytes) });
  };

  test.each<[string, GivenWord]>([
    ['too little', withWord({ authenticatorData: base64url(data.subarray(0, 36)) })],
    ['something after its end', flagged(0x05, [0xa0])],
    ['a key', flagged(0x45, [...randomBytes(60)])],
    ['extensions that are none', flagged(0x85)],
    ['extensions that are no map', flagged(0x85, [0x01])],
    ['a copy of what cannot be copied', flagged(0x15)],
  ])('refuse authenticator data with %s', (_, each) => {
    expect(flawOf(each)).toBe('malformed');
  });

  test('let extensions through that nobody asked for', () => {
    expect(flawOf(flagged(0x85, [0xa0]))).toBe('bad-signature');
  });

  test.each<keyof SignedWord>(['clientDataJSON', 'authenticatorData', 'signature', 'nonce', 'credentialId'])(
    'have one text: %s',
    (name) => {
      const text = given.word[name];
      for (const other of [`${text}=`, ` ${text}`, `${text}\n`, text.replace(/.$/, '+'), ''])
        expect(flawOf(withWord({ [name]: other }))).toBe('malformed');
    },
  );
});

describe('a public key', () => {
  const spki = (made: { readonly publicKey: { export(options: { format: 'der'; type: 'spki' }): Buffer } }) =>
    base64url(made.publicKey.export({ format: 'der', type: 'spki' }));
  const compressed = Buffer.from(key.publicKey, 'base64url');

  test.each<[string, PublicKey]>([
    ['of another curve', { algorithm: 'ES256', publicKey: spki(generateKeyPairSync('ec', { namedCurve: 'P-384' })) }],
    ['of secp256k1', { algorithm: 'ES256', publicKey: spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })) }],
    ['of Ed448', { algorithm: 'EdDSA', publicKey: spki(generateKeyPairSync('ed448')) }],
    ['of another algorithm', { algorithm: 'EdDSA', publicKey: key.publicKey }],
    [
      'of RSA that is too short',
      { algorithm: 'RS256', publicKey: spki(generateKeyPairSync('rsa', { modulusLength: 1_024 })) },
    ],
    [
      'of RSA with a small exponent',
      { algorithm: 'RS256', publicKey: spki(generateKeyPairSync('rsa', { modulusLength: 2_048, publicExponent: 3 })) },
    ],
    [
      'with something after its end',
      { algorithm: 'ES256', publicKey: base64url(Buffer.concat([compressed, Buffer.from([0])])) },
    ],
    ['of nothing', { algorithm: 'ES256', publicKey: '' }],
  ])('%s is not taken', (_, each) => {
    expect(flawOf(given, place, each)).toBe('unusable-key');
  });
});

describe('a point of Ed25519 that anybody can sign for', () => {
  const point = (hex: string) => Buffer.from(hex, 'hex');
  const spki = (bytes: Buffer) => base64url(Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes]));
  const torsion = ed25519.Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
  const multiples = Array.from({ length: 8 }, (_, index) => torsion.multiplyUnsafe(BigInt(index)).toHex());
  const unreduced = ['ed', 'ee'].flatMap((first) => ['7f', 'ff'].map((last) => `${first}${'ff'.repeat(30)}${last}`));

  test.each([...multiples, ...unreduced])('is not taken: %s', (hex) => {
    expect(isSmallOrder(point(hex))).toBe(true);
    expect(flawOf(given, place, { algorithm: 'EdDSA', publicKey: spki(point(hex)) })).toBe('unusable-key');
  });

  test('is no other one', () => {
    expect(new Set(multiples).size).toBe(8);
    expect(isSmallOrder(Buffer.from(keys.EdDSA.publicKey, 'base64url').subarray(-32))).toBe(false);
  });
});

describe('whatever is changed', () => {
  const parts = ['clientDataJSON', 'authenticatorData', 'signature', 'nonce'] as const;

  test.each(Object.values(keys))('of one bit makes a word of $algorithm invalid', (each) => {
    const word = say(each, approvalBy(alice), { deviations: { isBackupEligible: true, signCount: 3 } });
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.nat(), (part, seed) => {
        const bytes = Buffer.from(word.word[part], 'base64url');
        const bit = seed % (bytes.length * 8);
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        return (
          verifyWord(each, { ...word, word: { ...word.word, [part]: base64url(bytes) } }, place).kind === 'invalid'
        );
      }),
      { numRuns: 400 },
    );
  });

  test('in what is said makes a word invalid', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 20 });
    const subjects = fc.record({ id: texts, digest: texts });
    const people = fc.record({ by: texts, issuer: texts, claim: texts });
    fc.assert(
      fc.property(subjects, people, (subject, person) => {
        expect(flawOf({ ...given, said: { ...given.said, subject } })).toBe('wrong-challenge');
        expect(flawOf({ ...given, said: { ...given.said, person } })).toBe('wrong-challenge');
      }),
    );
  });

  test('never makes it throw', () => {
    const texts = fc.oneof(fc.uint8Array({ maxLength: 80 }).map(base64url), fc.string(), fc.json());
    const words = fc.record({
      credentialId: texts,
      nonce: fc.oneof(fc.constant(given.word.nonce), texts),
      expiresAt: fc.oneof(fc.constant(given.word.expiresAt), texts),
      clientDataJSON: fc.oneof(fc.constant(given.word.clientDataJSON), texts),
      authenticatorData: fc.oneof(fc.constant(given.word.authenticatorData), texts),
      signature: texts,
    });
    const algorithms = fc.constantFrom('ES256', 'EdDSA', 'RS256');
    fc.assert(
      fc.property(words, algorithms, fc.oneof(fc.constant(key.publicKey), texts), (word, algorithm, publicKey) => {
        expect(verifyWord({ algorithm, publicKey }, { ...given, word }, place).kind).toBe('invalid');
      }),
      { numRuns: 500 },
    );
  });

  test('never makes it throw, with random bytes in the right places', () => {
    const id = given.word.credentialId;
    const signatures = fc.uint8Array({ minLength: 8, maxLength: 512 });
    fc.assert(
      fc.property(signatures, fc.constantFrom(...Object.values(keys)), (signature, each) => {
        const { word, ...rest } = given;
        const changed = { ...word, credentialId: id, signature: base64url(signature) };
        expect(verifyWord(each, { ...rest, word: changed }, place)).toEqual({ kind: 'invalid', flaw: 'bad-signature' });
      }),
    );
  });
});
