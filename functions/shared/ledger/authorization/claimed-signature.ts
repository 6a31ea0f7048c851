import type { PersonStamp } from '../../core/person.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';

/** What somebody decided, with what a device may have signed for it. */
interface Decided extends PersonStamp {
  readonly word?: SignedWord;
}

/** Said to be signed, by a person who is named by a token: nobody else has a device. */
export type Claimed<Decision extends Decided> = Decision & Required<Pick<Decided, 'word' | 'identity'>>;

export function isClaimed<Decision extends Decided>(decision: Decision): decision is Claimed<Decision> {
  return decision.word !== undefined && decision.identity !== undefined;
}
