import { createECDH, createHash, createPrivateKey } from 'node:crypto';
import type { Enrolment } from '../../../functions/shared/passkeys/enrolment.ts';
import { softwareAaguid } from '../../../infra/local/software-authenticator/software-authenticator.ts';
import { type SoftwareKey, softwareKeyOf } from '../../../infra/local/software-authenticator/software-key.ts';
import { issuerClaims } from '../../support/http-event.ts';

/** Where the devices of the simulated company are asked. */
export const place = {
  stage: 'simulated',
  rpId: 'treasury.example.com',
  origin: 'https://treasury.example.com',
} as const;

const keys = new Map<string, SoftwareKey>();

/** The key of a device by its name: the same in each run, and made once. */
export function keyOf(device: string): SoftwareKey {
  const known = keys.get(device);
  if (known !== undefined) return known;
  const made = softwareKeyOf(privateKeyOf(device));
  keys.set(device, made);
  return made;
}

/** P-256, with a number that follows from the name. */
function privateKeyOf(name: string) {
  const d = createHash('sha256').update(name).digest();
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(d);
  const point = pair.getPublicKey();
  const text = (bytes: Buffer) => bytes.toString('base64url');
  const [x, y] = [text(point.subarray(1, 33)), text(point.subarray(33))];
  return createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y, d: text(d) } });
}

/** By the claim that names people here. */
export function namedByToken(by: string) {
  return { by, issuer: issuerClaims.iss, claim: 'email' };
}

/** What is enrolled of a device, of its owner. */
export function enrolmentOf(device: string, owner: string): Enrolment {
  const { credentialId, publicKey, algorithm } = keyOf(device);
  return {
    credentialId,
    person: namedByToken(owner),
    publicKey,
    algorithm,
    aaguid: softwareAaguid,
    isBackupEligible: false,
    isBackedUp: false,
    signCount: 0,
    stage: place.stage,
    name: device,
    rpId: place.rpId,
  };
}
