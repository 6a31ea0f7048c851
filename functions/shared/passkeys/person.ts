import * as v from 'valibot';
import type { Millis } from '../core/clock.ts';
import { comparePeople, type IdentityEpoch, type PersonStamp } from '../core/person.ts';
import { rule } from '../core/rule.ts';
import { personSchema } from '../core/schemas.ts';

const issuerForm = 'the issuer of the tokens, such as "https://login.example.com"';
const claimForm = 'the claim that names people, such as "email"';

const identity = { issuer: wordsSchema(issuerForm, 2_048), claim: wordsSchema(claimForm, 256) };

function wordsSchema(form: string, most: number) {
  return v.pipe(
    v.string(form),
    v.nonEmpty(form),
    v.maxLength(most, form),
    // A lone surrogate has no UTF-8 bytes, so nothing well defined could be signed.
    rule((text) => text.isWellFormed(), { reason: 'is not well-formed Unicode', expected: form }),
  );
}

export const namedPersonSchema = v.strictObject({
  /** As their token names them. */
  by: personSchema,
  ...identity,
});

/** What the stamp of such a person names them by. */
export const namedIdentitySchema = v.strictObject(identity);

/** A person, with what they are named by. Whoever is not named by a token has no device. */
export type NamedPerson = Readonly<v.InferOutput<typeof namedPersonSchema>>;

/** Who did something with or to a device, and when. */
export interface NamedStamp extends PersonStamp {
  readonly identity: IdentityEpoch;
}

export function namedPerson({ by, identity }: Pick<NamedStamp, 'by' | 'identity'>): NamedPerson {
  return { by, issuer: identity.issuer, claim: identity.claim };
}

/** Names that cannot be compared are neither of the same person nor of another. */
export function compareNamed(a: NamedPerson, b: NamedPerson) {
  return comparePeople(stampAt(a, 0), stampAt(b, 0), undefined);
}

/** What a history keeps of a person who did something. */
export function stampAt({ by, issuer, claim }: NamedPerson, at: Millis): NamedStamp {
  return { by, at, identity: { issuer, claim } };
}

/** Of an entry that says more, only who and when. */
export function namedStampOf({ by, at, identity }: NamedStamp): NamedStamp {
  return { by, at, identity: { issuer: identity.issuer, claim: identity.claim } };
}
