import { isSamePerson } from '../shared/core/ids.ts';
import { NotFoundError } from '../shared/ledger/errors.ts';
import { publishDeviceEvents } from '../shared/ledger/messaging/passkey-events.ts';
import type { StoredDevice } from '../shared/ledger/passkeys/device-store.ts';
import type { Policy, Role } from '../shared/ledger/policy/policy.ts';
import { type NamedPerson, stampAt } from '../shared/passkeys/person.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { NotYourPasskeyError } from './errors.ts';

/** Those who end the device of somebody else, such as one that was lost. */
const revokers: readonly Role[] = ['approver', 'whitelister', 'operator'];

/** Whoever ends a device: with what their groups are by, in the policy by which they were let in. */
export interface Revoker {
  readonly person: NamedPerson;
  readonly groups: readonly string[];
  readonly roles: Policy['roles'];
}

/**
 * Ends a device at once. By the name alone, whatever it was then: a revocation only stops. Throws NotYourPasskeyError,
 * NotFoundError, RegistryInconsistentError.
 */
export async function revokeByPerson(
  dependencies: PasskeyDependencies,
  { person, groups, roles }: Revoker,
  credentialId: string,
): Promise<StoredDevice> {
  const { devices, bus, clock } = dependencies;
  const mayRevokeAny = revokers.some((role) => groups.some((group) => roles[role].includes(group)));
  const owner = await ownerOf(dependencies, credentialId);
  if (owner === undefined) throw new NotFoundError('device with this id');
  if (!mayRevokeAny && !isSamePerson(owner, person.by)) throw new NotYourPasskeyError();
  const revoked = await devices.revoke(credentialId, stampAt(person, clock.now()));
  return publishDeviceEvents(bus, devices, revoked);
}

/** Undefined for a device that nobody enrolled. */
async function ownerOf({ ground, devices }: PasskeyDependencies, credentialId: string): Promise<string | undefined> {
  const root = ground.roots.get(credentialId);
  if (root !== undefined) return root.person.by;
  return (await devices.directory()).find((row) => row.credentialId === credentialId)?.by;
}
