import { createHash } from 'node:crypto';
import { canonicalJson } from '../../functions/shared/core/canonical-digest.ts';
import { type Enrolment, enrolmentDigest } from '../../functions/shared/passkeys/enrolment.ts';
import { printRoot } from '../../functions/shared/passkeys/roots.ts';
import { challengeOf, type Said, type Statement, statementText } from '../../functions/shared/passkeys/statement.ts';
import type { WordFlaw } from '../../functions/shared/passkeys/verify-word.ts';
import {
  type Deviations,
  signWord,
  softwareAaguid,
} from '../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey, type SoftwareKey } from '../../infra/local/software-authenticator/software-key.ts';

/*
 * Makes the vectors of docs/passkeys.md anew, with new keys that are kept nowhere:
 * `node test/docs/make-passkey-vectors.ts > docs/passkey-vectors.json && npx biome check --write docs`
 */

const place = { stage: 'production', origin: 'https://treasury.example.com', rpId: 'treasury.example.com' };
const takenAt = '2026-11-20T10:00:00.000Z';
const expiresAt = '2026-11-20T10:05:00.000Z';
const digest = createHash('sha256').update('an instruction').digest('hex');
const nonce = createHash('sha256').update('a nonce').digest('base64url');

const keys = {
  ES256: createSoftwareKey('ES256'),
  EdDSA: createSoftwareKey('EdDSA'),
  RS256: createSoftwareKey('RS256'),
};

const personOf = (by: string) => ({ by, issuer: 'https://login.example.com', claim: 'email' });
const alice = personOf('alice@example.com');
const bob = personOf('bob@example.com');

function enrolmentOf(key: SoftwareKey, by: string, name: string): Enrolment {
  const { credentialId, publicKey, algorithm } = key;
  const device = { aaguid: softwareAaguid, isBackupEligible: false, isBackedUp: false, signCount: 0 };
  const { stage, rpId } = place;
  return { credentialId, publicKey, algorithm, ...device, person: personOf(by), stage, rpId, name };
}

const bobs = enrolmentOf(keys.EdDSA, bob.by, '安全金鑰 "blue"');
const enrolments = [
  enrolmentOf(keys.ES256, alice.by, 'Laptop'),
  bobs,
  enrolmentOf(keys.RS256, 'carol@example.com', 'Windows Hello'),
];

const payment: Said = {
  purpose: 'payment',
  decision: 'approve',
  subject: { id: 'inv-2026-0042', digest },
  person: alice,
};
const confirmation: Said = {
  purpose: 'device',
  decision: 'confirm',
  subject: { id: bobs.credentialId, digest: enrolmentDigest(bobs) },
  person: alice,
};

interface Made {
  readonly key?: SoftwareKey;
  /** What was signed, where it is not what the vector says. */
  readonly signed?: Said;
  readonly signedStage?: string;
  readonly said?: Said;
  readonly party?: { readonly origin: string; readonly rpId: string };
  readonly deviations?: Deviations;
  readonly takenAt?: string;
}

function vectorOf(name: string, result: 'valid' | WordFlaw, made: Made = {}) {
  const { key = keys.ES256, said = payment, party = place, deviations = {} } = made;
  const statement: Statement = { ...said, stage: place.stage, nonce, expiresAt };
  const signed: Statement = { ...(made.signed ?? said), stage: made.signedStage ?? place.stage, nonce, expiresAt };
  return {
    name,
    result,
    takenAt: made.takenAt ?? takenAt,
    statement,
    canonical: statementText(statement),
    challenge: challengeOf(statement).toString('base64url'),
    key: { algorithm: key.algorithm, publicKey: key.publicKey },
    word: signWord(key, signed, party, deviations),
  };
}

const words = [
  vectorOf('an approval', 'valid'),
  vectorOf('an approval, with Ed25519', 'valid', { key: keys.EdDSA }),
  vectorOf('an approval, with RSA', 'valid', { key: keys.RS256 }),
  vectorOf('an approval by a passkey that is copied, and counts', 'valid', {
    deviations: { isBackupEligible: true, isBackedUp: true, signCount: 42 },
  }),
  vectorOf("the confirmation of another person's device", 'valid', { said: confirmation }),
  vectorOf('letters outside ASCII', 'valid', {
    said: { ...payment, subject: { id: 'inv-2026-0043', digest }, person: { ...alice, claim: '電郵 "work"' } },
  }),
  vectorOf('another decision was signed', 'wrong-challenge', {
    signed: { ...payment, purpose: 'payment', decision: 'decline' },
  }),
  vectorOf('it was signed for another stage', 'wrong-challenge', { signedStage: 'staging' }),
  vectorOf('another person was named', 'wrong-challenge', { signed: { ...payment, person: bob } }),
  vectorOf('it was signed on another page', 'wrong-origin', { party: { ...place, origin: 'https://example.net' } }),
  vectorOf('it was signed in a frame of another page', 'cross-origin', { deviations: { crossOrigin: true } }),
  vectorOf('it is a registration', 'wrong-type', { deviations: { type: 'webauthn.create' } }),
  vectorOf('it was signed for another relying party', 'wrong-rp', { party: { ...place, rpId: 'example.com' } }),
  vectorOf('nobody was present', 'user-not-present', { deviations: { isUserPresent: false } }),
  vectorOf('the user was not verified', 'user-not-verified', { deviations: { isUserVerified: false } }),
  vectorOf('it is backed up and cannot be', 'malformed', { deviations: { isBackedUp: true } }),
  { ...vectorOf('another key signed it', 'bad-signature', { key: keys.EdDSA }), key: publicHalf(keys.ES256) },
  vectorOf('it was taken too late', 'expired', { takenAt: '2026-11-20T10:05:00.001Z' }),
  vectorOf('it expires too late', 'expires-too-late', { takenAt: '2026-11-20T09:49:59.999Z' }),
];

function publicHalf({ algorithm, publicKey }: SoftwareKey) {
  return { algorithm, publicKey };
}

const devices = enrolments.map((enrolment) => ({
  enrolment,
  canonical: canonicalJson(enrolment),
  digest: enrolmentDigest(enrolment),
  root: printRoot(enrolment),
}));

process.stdout.write(`${JSON.stringify({ place, words, devices }, null, 2)}\n`);
