import type { SignedWord } from '../../passkeys/signed-word.ts';
import { asksBeyondApprovals } from '../policy/passkeys.ts';
import type { Policy } from '../policy/policy.ts';
import type { OfferedWord } from './offered-word.ts';
import type { WordTaker } from './take-word.ts';

/**
 * Takes the word for what is not an approval: where the policy asks for one, or where one came with the call. Throws
 * what the taker throws: nothing is decided on a signature that is none, also where none is asked for.
 */
export async function takeAskedWord(
  words: WordTaker,
  policy: Pick<Policy, 'passkeys'>,
  offered: OfferedWord,
): Promise<SignedWord | undefined> {
  if (!asksBeyondApprovals(policy) && offered.word === undefined) return undefined;
  return (await words.take(offered)).word;
}
