import * as v from 'valibot';
import type { Millis } from '../core/clock.ts';
import { type AssertionFlaw, type RelyingParty, verifyAssertion } from './assertion.ts';
import type { PublicKey } from './public-key.ts';
import { type SignedWord, signedWordSchema } from './signed-word.ts';
import { challengeOf, type Said } from './statement.ts';

/**
 * How long before its expiry a word can be taken at most. It ties the time at which a word was taken, which a table
 * keeps, to one that the device signed.
 */
export const longestLifetime: Millis = 15 * 60_000;

export type WordFlaw =
  | AssertionFlaw
  /** It was taken after it expired. */
  | 'expired'
  /** It was taken longer before its expiry than any word lives. */
  | 'expires-too-late';

/** Where words are given: one stage, and where its devices are asked. */
export interface Place extends RelyingParty {
  readonly stage: string;
}

/** A word, what it has to say, and when it was taken. */
export interface GivenWord {
  readonly word: SignedWord;
  /** Made from what is decided about as it stands, never from what came with the word. */
  readonly said: Said;
  readonly takenAt: Millis;
}

export type WordResult =
  | {
      readonly kind: 'valid';
      readonly signCount: number;
      readonly isBackupEligible: boolean;
      readonly isBackedUp: boolean;
    }
  | { readonly kind: 'invalid'; readonly flaw: WordFlaw };

/** Verifies that this key signed this statement in this place. Never throws for what a device or a table brings. */
export function verifyWord(key: PublicKey, { word, said, takenAt }: GivenWord, place: Place): WordResult {
  if (!v.is(signedWordSchema, word)) return { kind: 'invalid', flaw: 'malformed' };
  const { nonce, expiresAt } = word;
  const challenge = challengeOf({ ...said, stage: place.stage, nonce, expiresAt });
  const result = verifyAssertion(key, word, challenge, place);
  if (result.kind === 'invalid') return result;
  const flaw = timeFlaw(Date.parse(expiresAt), takenAt);
  if (flaw !== undefined) return { kind: 'invalid', flaw };
  const { signCount, isBackupEligible, isBackedUp } = result.data;
  return { kind: 'valid', signCount, isBackupEligible, isBackedUp };
}

function timeFlaw(expiresAt: Millis, takenAt: Millis): WordFlaw | undefined {
  if (takenAt > expiresAt) return 'expired';
  return expiresAt - takenAt > longestLifetime ? 'expires-too-late' : undefined;
}
