import { createHash } from 'node:crypto';
import { canonicalJson } from '../shared/core/canonical-digest.ts';
import { iso } from '../shared/core/clock.ts';
import { nonceLifetime } from '../shared/ledger/passkeys/nonces.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { NamedPerson } from '../shared/passkeys/person.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { readDevices } from './read-devices.ts';
import type { EnrolmentView } from './view-schema.ts';

/** ES256, EdDSA and RS256 by their numbers in COSE. */
export const algorithmIds = [-7, -8, -257];

/** Gives a person what the browser asks the device that is to be enrolled. */
export async function beginEnrolment(
  dependencies: PasskeyDependencies,
  policy: Policy,
  person: NamedPerson,
  name: string,
): Promise<EnrolmentView> {
  const { ground, nonces, clock, newNonce } = dependencies;
  const { enrolments } = await readDevices(dependencies, { by: person.by, asRestored: true });
  const challenge = newNonce();
  const expiresAt = clock.now() + nonceLifetime;
  await nonces.giveForEnrolment(challenge, { person, name, expiresAt });
  const { stage, rpId } = ground.place;
  const options: EnrolmentView['options'] = {
    rp: { id: rpId, name: `Treasury ${stage}` },
    user: { id: userIdOf(person), name: person.by, displayName: person.by },
    challenge,
    pubKeyCredParams: algorithmIds.map((alg) => ({ type: 'public-key', alg })),
    timeout: nonceLifetime,
    // Browsers tell the model of a device only to whom they show its maker's word as well.
    attestation: policy.authenticators?.aaguids === undefined ? 'none' : 'direct',
    authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
    excludeCredentials: enrolments.map(({ credentialId }) => ({ type: 'public-key', id: credentialId })),
  };
  return { options, expiresAt: iso(expiresAt) };
}

/** The same for one person each time, and no name: devices keep it. */
function userIdOf(person: NamedPerson): string {
  return createHash('sha256').update(canonicalJson(person), 'utf8').digest('base64url');
}
