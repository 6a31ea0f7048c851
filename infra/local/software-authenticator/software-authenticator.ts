import { createHash, sign } from 'node:crypto';
import type { Assertion, RelyingParty } from '../../../functions/shared/passkeys/assertion.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import { challengeOf, type Statement } from '../../../functions/shared/passkeys/statement.ts';
import { authenticatorDataOf, type DeviceReport, usualReport } from './authenticator-data.ts';
import { type Cbor, encodeCbor } from './cbor.ts';
import { coseKeyOf, type SoftwareKey } from './software-key.ts';

/*
 * A browser and its authenticator in one, with a key in software: for tests, the demo, and the command of a stage
 * without a console. It signs whatever it is asked to, and asks nobody.
 */

/** What a browser is asked for. */
export interface Ceremony extends RelyingParty {
  readonly challenge: Uint8Array;
}

/** What differs from an honest ceremony on the console's own page. */
export interface Deviations extends Partial<DeviceReport> {
  readonly type?: string;
  readonly crossOrigin?: boolean;
}

/** A registration as WebAuthn's RegistrationResponseJSON has it. */
export interface Registration {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly response: { readonly clientDataJSON: string; readonly attestationObject: string };
  readonly clientExtensionResults: Readonly<Record<string, never>>;
}

/** It does not say what make it is of. */
export const softwareAaguid = '00000000-0000-0000-0000-000000000000';

/** Registers a key, with no attestation. */
export function register(key: SoftwareKey, ceremony: Ceremony, deviations: Deviations = {}): Registration {
  const id = Buffer.from(key.credentialId, 'base64url');
  const idLength = Buffer.from([id.length >> 8, id.length & 0xff]);
  const credential = Buffer.concat([Buffer.alloc(16), idLength, id, coseKeyOf(key)]);
  const authData = authenticatorDataOf(ceremony.rpId, { ...usualReport, ...deviations }, credential);
  const attestation = encodeCbor(
    new Map<string, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]),
  );
  const clientDataJSON = clientDataOf('webauthn.create', ceremony, deviations).toString('base64url');
  return {
    id: key.credentialId,
    rawId: key.credentialId,
    type: 'public-key',
    response: { clientDataJSON, attestationObject: attestation.toString('base64url') },
    clientExtensionResults: {},
  };
}

/** Signs a challenge. */
export function assertWith(key: SoftwareKey, ceremony: Ceremony, deviations: Deviations = {}): Assertion {
  const clientData = clientDataOf('webauthn.get', ceremony, deviations);
  const authenticatorData = authenticatorDataOf(ceremony.rpId, { ...usualReport, ...deviations });
  const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
  // Ed25519 hashes by itself. ES256 signatures are DER unless something else is asked for.
  const signature = sign(key.algorithm === 'EdDSA' ? null : 'sha256', signed, key.privateKey);
  return {
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: authenticatorData.toString('base64url'),
    signature: signature.toString('base64url'),
  };
}

/** Signs a statement, as a person does who was shown it. */
export function signWord(
  key: SoftwareKey,
  statement: Statement,
  party: RelyingParty,
  deviations: Deviations = {},
): SignedWord {
  const { nonce, expiresAt } = statement;
  const assertion = assertWith(key, { ...party, challenge: challengeOf(statement) }, deviations);
  return { credentialId: key.credentialId, nonce, expiresAt, ...assertion };
}

function clientDataOf(usualType: string, { challenge, origin }: Ceremony, deviations: Deviations): Buffer {
  const { type = usualType, crossOrigin = false } = deviations;
  const text = JSON.stringify({ type, challenge: Buffer.from(challenge).toString('base64url'), origin, crossOrigin });
  return Buffer.from(text, 'utf8');
}
