import { iso, type Millis } from '../shared/core/clock.ts';
import { nonceLifetime } from '../shared/ledger/passkeys/nonces.ts';
import { judgeDevice } from '../shared/passkeys/judge-device.ts';
import { compareNamed, type NamedPerson } from '../shared/passkeys/person.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { readDevices } from './read-devices.ts';
import type { ChallengeRequest } from './requests.ts';
import type { ChallengeView } from './view-schema.ts';

/** Gives a person something to sign, with the devices that they can sign it with. */
export async function giveChallenge(
  dependencies: PasskeyDependencies,
  person: NamedPerson,
  request: ChallengeRequest,
): Promise<ChallengeView> {
  const { ground, nonces, clock, newNonce } = dependencies;
  const now = clock.now();
  const nonce = newNonce();
  const expiresAt = now + nonceLifetime;
  const [credentialIds] = await Promise.all([
    devicesInForce(dependencies, person, { at: now, asRestored: request.purpose === 'restore' }),
    nonces.giveForWord(nonce, { ...request, person }, expiresAt),
  ]);
  const { stage, rpId } = ground.place;
  return { ...request, stage, person, nonce, expiresAt: iso(expiresAt), rpId, credentialIds };
}

async function devicesInForce(
  dependencies: PasskeyDependencies,
  person: NamedPerson,
  { at, asRestored }: { readonly at: Millis; readonly asRestored: boolean },
) {
  const { enrolments, read } = await readDevices(dependencies, { by: person.by, asRestored });
  return enrolments
    .filter((enrolment) => compareNamed(enrolment.person, person) === 'same')
    .map(({ credentialId }) => credentialId)
    .filter((credentialId) => judgeDevice(read.registry, { credentialId, person, at }).kind === 'counts');
}
