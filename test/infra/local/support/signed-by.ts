import { randomBytes } from 'node:crypto';
import { iso } from '../../../../functions/shared/core/clock.ts';
import type { SignedWord } from '../../../../functions/shared/passkeys/signed-word.ts';
import type { Said, Statement } from '../../../../functions/shared/passkeys/statement.ts';
import type { Place } from '../../../../functions/shared/passkeys/verify-word.ts';
import { signWord } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import type { SoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';

/** What would be signed for it now, with a nonce that nobody gave: only who takes a decision looks for that. */
export function statementNow({ stage }: Place, said: Said): Statement {
  const nonce = randomBytes(32).toString('base64url');
  return { ...said, stage, nonce, expiresAt: iso(Date.now() + 300_000) };
}

export function signedBy(key: SoftwareKey, place: Place, said: Said): SignedWord {
  return signWord(key, statementNow(place, said), place);
}
