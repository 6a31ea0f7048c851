import * as v from 'valibot';
import type { SignedWord } from './signed-word.ts';

/** How answers show a decision that a device signed. */
export const signingDeviceSchema = v.exactOptional(
  v.pipe(v.string(), v.description('Of one that a device signed: the id of its credential, see `GET /passkeys`.')),
);

/** The device instead of its signature: who reads an answer has no use for that. */
export function signingDevice(word: SignedWord | undefined): { readonly device?: string } {
  return word === undefined ? {} : { device: word.credentialId };
}
