import { createHash } from 'node:crypto';
import { type AuthenticatorData, readAuthenticatorData } from './authenticator-data.ts';
import { decodeBase64url } from './base64url.ts';
import { type ClientData, readClientData } from './client-data.ts';
import { isSignedBy, type PublicKey, readPublicKey } from './public-key.ts';
import { authenticatorDataLimits, clientDataLimits, type SignedWord, signatureLimits } from './signed-word.ts';

export type AssertionFlaw =
  /** A part is not what its format says, or not in the one form of it. */
  | 'malformed'
  /** Of another ceremony, such as a registration. */
  | 'wrong-type'
  /** Something else was signed. */
  | 'wrong-challenge'
  | 'wrong-origin'
  /** In a frame of another page. */
  | 'cross-origin'
  /** For another relying party. */
  | 'wrong-rp'
  | 'user-not-present'
  | 'user-not-verified'
  /** The key that is known of the device is not one that is taken. */
  | 'unusable-key'
  | 'bad-signature';

/** Where devices are asked. */
export interface RelyingParty {
  /** The console's, such as `https://treasury.example.com`. */
  readonly origin: string;
  /** Its domain, which keys are bound to. */
  readonly rpId: string;
}

export type Assertion = Pick<SignedWord, 'clientDataJSON' | 'authenticatorData' | 'signature'>;

export type AssertionResult =
  | { readonly kind: 'valid'; readonly data: AuthenticatorData }
  | { readonly kind: 'invalid'; readonly flaw: AssertionFlaw };

/**
 * Verifies that a device signed a challenge, as WebAuthn has it, with its user verified. Never throws for what a device
 * or a table brings.
 */
export function verifyAssertion(
  key: PublicKey,
  { clientDataJSON, authenticatorData, signature }: Assertion,
  challenge: Buffer,
  party: RelyingParty,
): AssertionResult {
  const clientBytes = decodeBase64url(clientDataJSON, clientDataLimits);
  const dataBytes = decodeBase64url(authenticatorData, authenticatorDataLimits);
  const signatureBytes = decodeBase64url(signature, signatureLimits);
  if (clientBytes === undefined || dataBytes === undefined || signatureBytes === undefined) return invalid('malformed');
  const client = readClientData(clientBytes);
  const data = readAuthenticatorData(dataBytes);
  if (client === undefined || data === undefined) return invalid('malformed');
  const flaw = clientFlaw(client, challenge, party) ?? dataFlaw(data, party);
  if (flaw !== undefined) return invalid(flaw);
  const publicKey = readPublicKey(key);
  if (publicKey === undefined) return invalid('unusable-key');
  const signed = Buffer.concat([dataBytes, sha256(clientBytes)]);
  if (!isSignedBy(publicKey, key.algorithm, signed, signatureBytes)) return invalid('bad-signature');
  return { kind: 'valid', data };
}

function invalid(flaw: AssertionFlaw): AssertionResult {
  return { kind: 'invalid', flaw };
}

function clientFlaw(client: ClientData, challenge: Buffer, party: RelyingParty): AssertionFlaw | undefined {
  if (client.type !== 'webauthn.get') return 'wrong-type';
  if (client.challenge !== challenge.toString('base64url')) return 'wrong-challenge';
  if (!isOriginOf(party, client.origin)) return 'wrong-origin';
  return client.crossOrigin === true || client.topOrigin !== undefined ? 'cross-origin' : undefined;
}

/** Whether a page of this origin is the console's. On this machine it has another port each time. */
export function isOriginOf({ origin, rpId }: RelyingParty, given: string): boolean {
  return given === origin || (rpId === 'localhost' && /^http:\/\/localhost:\d{1,5}$/.test(given));
}

function dataFlaw(data: AuthenticatorData, { rpId }: RelyingParty): AssertionFlaw | undefined {
  if (!data.rpIdHash.equals(sha256(rpId))) return 'wrong-rp';
  if (!data.isUserPresent) return 'user-not-present';
  return data.isUserVerified ? undefined : 'user-not-verified';
}

function sha256(input: Buffer | string): Buffer {
  return createHash('sha256').update(input).digest();
}
