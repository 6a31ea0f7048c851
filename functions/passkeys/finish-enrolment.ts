import { canonicalDigest } from '../shared/core/canonical-digest.ts';
import { publishDeviceEvents } from '../shared/ledger/messaging/passkey-events.ts';
import type { StoredDevice } from '../shared/ledger/passkeys/device-store.ts';
import type { EnrolmentNonce } from '../shared/ledger/passkeys/nonces.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import { compareNamed, type NamedPerson, stampAt } from '../shared/passkeys/person.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { AuthenticatorNotAllowedError, EnrolmentRefusedError } from './errors.ts';
import type { Registration } from './requests.ts';
import { clientDataOf, type RegisteredKey, verifyRegistration } from './verify-registration.ts';

/**
 * Takes a device up that its owner proposes. The same answer of the browser again is the same device. Throws
 * EnrolmentRefusedError, AuthenticatorNotAllowedError, PasskeyConflictError, TooManyPasskeysError.
 */
export async function finishEnrolment(
  dependencies: PasskeyDependencies,
  policy: Policy,
  person: NamedPerson,
  registration: Registration,
): Promise<StoredDevice> {
  const { ground, devices, nonces, bus, clock } = dependencies;
  const client = clientDataOf(registration);
  const { name } = await requireBegun(dependencies, person, client.challenge);
  const key = await verifyRegistration(registration, client, ground.place);
  checkAllowed(policy, key);
  const isOnce = await nonces.use(client.challenge, canonicalDigest(registration.response));
  if (!isOnce) throw new EnrolmentRefusedError('another device was enrolled with the same answer');
  const { stage, rpId } = ground.place;
  const stored = await devices.propose({ ...key, person, stage, rpId, name }, stampAt(person, clock.now()));
  return publishDeviceEvents(bus, devices, stored);
}

async function requireBegun(
  { nonces, clock }: PasskeyDependencies,
  person: NamedPerson,
  challenge: string,
): Promise<EnrolmentNonce> {
  const given = await nonces.get(challenge);
  if (given?.for !== 'enrolment' || compareNamed(given.person, person) !== 'same') {
    throw new EnrolmentRefusedError('you did not begin it');
  }
  if (given.expiresAt < clock.now()) throw new EnrolmentRefusedError('it was begun more than five minutes ago');
  return given;
}

function checkAllowed({ authenticators }: Policy, { aaguid, isBackupEligible }: RegisteredKey): void {
  if (authenticators === undefined) return;
  if (!authenticators.synced && isBackupEligible) {
    const reason = 'its key can be copied to other devices. Use one whose key stays in it, such as a security key';
    throw new AuthenticatorNotAllowedError(reason);
  }
  const { aaguids } = authenticators;
  if (aaguids === undefined || aaguids.includes(aaguid)) return;
  throw new AuthenticatorNotAllowedError(`it is of the model ${aaguid}, which is not on the list`);
}
