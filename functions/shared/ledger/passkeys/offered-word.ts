import type { Millis } from '../../core/clock.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';
import type { Said } from '../../passkeys/statement.ts';

/** A word that is to be taken, with what it has to say. */
export interface OfferedWord {
  /** As it came with the call, if it did. */
  readonly word: SignedWord | undefined;
  /** Made from what is decided about as it stands, and from the caller's token. */
  readonly said: Said;
  /** The decision is kept with this time. */
  readonly at: Millis;
}
