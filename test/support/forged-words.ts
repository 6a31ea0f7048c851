import { iso } from '../../functions/shared/core/clock.ts';
import type { PublishedErrorCode } from '../../functions/shared/core/error-codes.ts';
import type { RelyingParty } from '../../functions/shared/passkeys/assertion.ts';
import type { JudgedFlaw } from '../../functions/shared/passkeys/judge-word.ts';
import type { SignedWord } from '../../functions/shared/passkeys/signed-word.ts';
import type { Statement } from '../../functions/shared/passkeys/statement.ts';
import { type Deviations, signWord } from '../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey, type SoftwareKey } from '../../infra/local/software-authenticator/software-key.ts';

/*
 * What somebody offers in place of a person's signature who lacks the person's device, or who had it sign something
 * else.
 */

/** What is forged. */
export interface Target {
  /** What the person would have to sign. */
  readonly statement: Statement;
  readonly party: RelyingParty;
  /** The person's device, as far as it can be tricked. */
  readonly key: SoftwareKey;
  /** The device of somebody else, which counts. */
  readonly other: SoftwareKey;
}

export interface ForgedWord {
  /** After `a signature`. */
  readonly what: string;
  /** What the function that pays finds. */
  readonly flaw: JudgedFlaw;
  /** What the function that takes it answers. */
  readonly code: PublishedErrorCode;
  readonly forge: (target: Target) => SignedWord;
}

const minute = 60_000;
const foreignPage = 'https://treasury.example.net';
const ofThief = createSoftwareKey();

/** The person's own device signed another statement, which is sent with what belongs to the real one. */
const saying = (what: string, changes: (statement: Statement) => object): ForgedWord => ({
  what,
  flaw: 'wrong-challenge',
  code: 'passkey-content-differs',
  forge: ({ statement, party, key }) => {
    const { nonce, expiresAt } = statement;
    const signed = signWord(key, { ...statement, ...changes(statement) }, party);
    return { ...signed, nonce, expiresAt };
  },
});

/** The person's own device signed what is right, until another time. */
const expiring = (what: string, byMs: number, verdict: Pick<ForgedWord, 'flaw' | 'code'>): ForgedWord => ({
  what,
  ...verdict,
  forge: ({ statement, party, key }) => {
    const expiresAt = iso(Date.parse(statement.expiresAt) + byMs);
    return signWord(key, { ...statement, expiresAt }, party);
  },
});

/** The person's own device was asked in another way than the console asks. */
const askedAs = (
  what: string,
  verdict: Pick<ForgedWord, 'flaw' | 'code'>,
  changes: Deviations & Partial<RelyingParty>,
): ForgedWord => ({
  what,
  ...verdict,
  forge: ({ statement, party, key }) => signWord(key, statement, { ...party, ...changes }, changes),
});

const elsewhere = (flaw: JudgedFlaw) => ({ flaw, code: 'passkey-wrong-origin' }) as const;
const unverified = (flaw: JudgedFlaw) => ({ flaw, code: 'passkey-user-not-verified' }) as const;
const invalid = (flaw: JudgedFlaw) => ({ flaw, code: 'passkey-signature-invalid' }) as const;

export const forgedWords: readonly ForgedWord[] = [
  saying('for another payment', ({ subject }) => ({ subject: { ...subject, id: 'another-payment' } })),
  saying('for other content of the same payment', ({ subject }) => ({
    subject: { ...subject, digest: 'e'.repeat(64) },
  })),
  saying('that declines it', () => ({ decision: 'decline' })),
  saying('for another stage', () => ({ stage: 'sandbox' })),
  saying('for another purpose', () => ({ purpose: 'destination', decision: 'confirm' })),
  saying('in another person’s name', ({ person }) => ({ person: { ...person, by: 'mallory@example.com' } })),
  saying('with another nonce', () => ({ nonce: Buffer.alloc(32, 7).toString('base64url') })),
  expiring('that expired before it was given', -30 * minute, { flaw: 'expired', code: 'passkey-expired' }),
  expiring('that is good for days', 2_880 * minute, { flaw: 'expires-too-late', code: 'passkey-nonce-unknown' }),
  {
    what: 'of a device that nobody enrolled',
    flaw: 'unknown-device',
    code: 'passkey-unknown',
    forge: ({ statement, party }) => signWord(ofThief, statement, party),
  },
  {
    what: 'of another person’s device',
    flaw: 'other-person',
    code: 'passkey-of-another',
    forge: ({ statement, party, other }) => signWord(other, statement, party),
  },
  {
    what: 'of another key under the id of a known one',
    ...invalid('bad-signature'),
    forge: ({ statement, party, key }) => ({
      ...signWord(ofThief, statement, party),
      credentialId: key.credentialId,
    }),
  },
  askedAs('without a look at who holds the device', unverified('user-not-verified'), { isUserVerified: false }),
  askedAs('with nobody at the device', unverified('user-not-present'), { isUserPresent: false }),
  {
    what: 'without that look, changed to say that there was one',
    ...invalid('bad-signature'),
    forge: ({ statement, party, key }) => ({
      ...signWord(key, statement, party, { isUserVerified: false }),
      authenticatorData: signWord(key, statement, party).authenticatorData,
    }),
  },
  askedAs('that was given on another page', elsewhere('wrong-origin'), { origin: foreignPage }),
  askedAs('that was given in a frame of another page', elsewhere('cross-origin'), { crossOrigin: true }),
  askedAs('for another domain', elsewhere('wrong-rp'), { rpId: 'treasury.example.net' }),
  askedAs('of another ceremony', invalid('wrong-type'), { type: 'webauthn.create' }),
];
