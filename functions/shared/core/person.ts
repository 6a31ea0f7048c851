import * as v from 'valibot';
import type { Millis } from './clock.ts';
import { isSamePerson } from './ids.ts';

/**
 * By what people are named: who issues their tokens, and which claim is the name. Names of one epoch can be compared.
 * After a change of either, one person may go by two names, and two people by one.
 */
export interface IdentityEpoch {
  readonly issuer: string;
  readonly claim: string;
}

export const identityEpochSchema = v.strictObject({ issuer: v.string(), claim: v.string() });

/** A person, by the name of an epoch. */
export interface Person {
  readonly by: string;
  readonly identity: IdentityEpoch;
}

/** Who said something, and when. */
export interface PersonStamp {
  readonly by: string;
  readonly at: Millis;
  /** Of a person. What was written before it was kept has none. */
  readonly identity?: IdentityEpoch;
}

/** The epoch of what was written before epochs were kept, and from when on that is certain. */
export interface FirstEpoch extends IdentityEpoch {
  readonly since: Millis;
}

/** `unknown`: their names are of different epochs, or one is of an epoch that nobody knows. */
export type Comparison = 'same' | 'different' | 'unknown';

/** Whether two stamps are of one person. Whatever needs two people takes `different` alone for two. */
export function comparePeople(a: PersonStamp, b: PersonStamp, first: FirstEpoch | undefined): Comparison {
  if (!isOfEpochOf(a, b, first)) return 'unknown';
  return isSamePerson(a.by, b.by) ? 'same' : 'different';
}

/** Whether the names of two stamps can be compared. */
export function isOfEpochOf(a: PersonStamp, b: PersonStamp, first: FirstEpoch | undefined): boolean {
  const epoch = epochOf(a, first);
  return epoch !== undefined && epoch === epochOf(b, first);
}

function epochOf({ identity, at }: PersonStamp, first: FirstEpoch | undefined): string | undefined {
  if (identity !== undefined) return textOf(identity);
  // Where nobody can tell what they were named by, they were named by the same.
  if (first === undefined) return 'not kept';
  return at >= first.since ? textOf(first) : undefined;
}

function textOf({ issuer, claim }: IdentityEpoch): string {
  return JSON.stringify([issuer, claim]);
}

/** What a stamp keeps of whoever gave it. */
export function stampOf({ by, at, identity }: PersonStamp): PersonStamp {
  return identity === undefined ? { at, by } : { at, by, identity };
}
