import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { isOriginOf } from '../shared/passkeys/assertion.ts';
import { decodeBase64url } from '../shared/passkeys/base64url.ts';
import { type ClientData, readClientData } from '../shared/passkeys/client-data.ts';
import type { Enrolment } from '../shared/passkeys/enrolment.ts';
import { type Algorithm, readPublicKey } from '../shared/passkeys/public-key.ts';
import { clientDataLimits } from '../shared/passkeys/signed-word.ts';
import type { Place } from '../shared/passkeys/verify-word.ts';
import { algorithmIds } from './begin-enrolment.ts';
import { EnrolmentRefusedError } from './errors.ts';
import type { Registration } from './requests.ts';

/** What a device says of itself when it is enrolled. */
export type RegisteredKey = Pick<
  Enrolment,
  'credentialId' | 'publicKey' | 'algorithm' | 'aaguid' | 'isBackupEligible' | 'isBackedUp' | 'signCount'
>;

/**
 * The makers' words that are read. Of the others the library would fetch lists of revoked certificates from addresses
 * that the device names.
 */
const formats: readonly string[] = ['none', 'packed', 'tpm', 'fido-u2f'];

/** The challenge that an answer of a browser was made for. Throws EnrolmentRefusedError. */
export function clientDataOf({ response }: Registration): ClientData {
  const bytes = decodeBase64url(response.clientDataJSON, clientDataLimits);
  const client = bytes && readClientData(bytes);
  if (client === undefined) throw new EnrolmentRefusedError("the browser's part of it cannot be read");
  return client;
}

/** Verifies a registration as WebAuthn has it, with its user verified. Throws EnrolmentRefusedError. */
export async function verifyRegistration(
  registration: Registration,
  client: ClientData,
  place: Place,
): Promise<RegisteredKey> {
  if (!isOriginOf(place, client.origin) || client.crossOrigin === true || client.topOrigin !== undefined) {
    throw new EnrolmentRefusedError('it was made on another page than this console');
  }
  const { fmt, aaguid, credential, credentialDeviceType, credentialBackedUp } = await verified(
    registration,
    client,
    place,
  );
  if (!formats.includes(fmt)) throw new EnrolmentRefusedError('its maker speaks for it in a form that is not taken');
  const key = readKey(credential.publicKey);
  return {
    credentialId: credential.id,
    ...key,
    aaguid,
    isBackupEligible: credentialDeviceType === 'multiDevice',
    isBackedUp: credentialBackedUp,
    signCount: credential.counter,
  };
}

async function verified(registration: Registration, client: ClientData, { rpId }: Place) {
  const { clientDataJSON, attestationObject } = registration.response;
  const { id, rawId, type } = registration;
  try {
    const answer = await verifyRegistrationResponse({
      response: { id, rawId, type, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      expectedChallenge: client.challenge,
      expectedOrigin: client.origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithmIds,
    });
    if (answer.verified && answer.registrationInfo.credential.id === id) return answer.registrationInfo;
  } catch (error) {
    // The library throws plain errors for all that is wrong with an answer.
    throw new EnrolmentRefusedError(reasonOf(error), error);
  }
  throw new EnrolmentRefusedError('its signature is not right');
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : '';
  if (/user verification|user could not be verified/i.test(text)) {
    return 'the device did not ask who you are, by a PIN, a finger or a face: set that up on it';
  }
  return "the device's answer cannot be taken";
}

/** The key as SPKI. Throws EnrolmentRefusedError for one that is not taken. */
function readKey(bytes: Uint8Array<ArrayBuffer>): { readonly publicKey: string; readonly algorithm: Algorithm } {
  const found = jwkOf(bytes);
  const publicKey = found && spkiOf(found.jwk);
  if (found === undefined || publicKey === undefined) throw badKey();
  const key = { publicKey, algorithm: found.algorithm };
  if (readPublicKey(key) === undefined) throw badKey();
  return key;
}

function badKey(): EnrolmentRefusedError {
  return new EnrolmentRefusedError('its key is none of P-256, of Ed25519, or of RSA with 2048 to 4096 bits');
}

interface FoundKey {
  readonly algorithm: Algorithm;
  readonly jwk: JsonWebKey;
}

function jwkOf(bytes: Uint8Array<ArrayBuffer>): FoundKey | undefined {
  const key = decodeCredentialPublicKey(bytes);
  const text = (part: Uint8Array | undefined) => Buffer.from(part ?? []).toString('base64url');
  if (cose.isCOSEPublicKeyEC2(key)) {
    const x = text(key.get(cose.COSEKEYS.x));
    const y = text(key.get(cose.COSEKEYS.y));
    return { algorithm: 'ES256', jwk: { kty: 'EC', crv: 'P-256', x, y } };
  }
  if (cose.isCOSEPublicKeyOKP(key)) {
    return { algorithm: 'EdDSA', jwk: { kty: 'OKP', crv: 'Ed25519', x: text(key.get(cose.COSEKEYS.x)) } };
  }
  if (!cose.isCOSEPublicKeyRSA(key)) return undefined;
  return {
    algorithm: 'RS256',
    jwk: { kty: 'RSA', n: text(key.get(cose.COSEKEYS.n)), e: text(key.get(cose.COSEKEYS.e)) },
  };
}

function spkiOf(jwk: JsonWebKey): string | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'der', type: 'spki' }).toString('base64url');
  } catch {
    // OpenSSL refuses it: a point that is not on the curve, or a length that is none.
    return undefined;
  }
}
