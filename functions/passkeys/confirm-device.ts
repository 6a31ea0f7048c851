import { NotFoundError } from '../shared/ledger/errors.ts';
import { publishDeviceEvents } from '../shared/ledger/messaging/passkey-events.ts';
import type { StoredDevice } from '../shared/ledger/passkeys/device-store.ts';
import { RegistryInconsistentError } from '../shared/ledger/passkeys/errors.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { Device } from '../shared/passkeys/device.ts';
import { confirmDevice, type NewConfirmation } from '../shared/passkeys/device-transitions.ts';
import { compareNamed, type NamedPerson, namedPerson, stampAt } from '../shared/passkeys/person.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { OwnPasskeyError, PasskeyDigestError, PasskeyIdentityChangedError, PasskeyStateError } from './errors.ts';
import type { DeviceConfirmationRequest } from './requests.ts';

/**
 * Takes another person's signature that a device is right. It always takes one, whatever the policy says: by it the
 * device leads back to a root. Whoever confirmed it may ask again, and changes nothing.
 */
export async function confirmByWord(
  dependencies: PasskeyDependencies,
  { looseningDelayMs }: Policy,
  person: NamedPerson,
  credentialId: string,
  { digest, word }: DeviceConfirmationRequest,
): Promise<StoredDevice> {
  const { ground, devices, words, bus, clock } = dependencies;
  const standing = await requireDevice(dependencies, credentialId);
  checkConfirmation(standing.device, person, digest);
  if (isConfirmedBy(standing.device, person)) return publishDeviceEvents(bus, devices, standing);
  const at = clock.now();
  const said = { purpose: 'device', decision: 'confirm', subject: { id: credentialId, digest }, person } as const;
  const taken = await words.take({ word, said, at });
  const actsFrom = at + Math.max(looseningDelayMs, ground.leastDelay);
  const confirmation = { stamp: stampAt(person, at), word: taken.word, actsFrom };
  const stored = await devices.change(credentialId, (now) => confirmed(now, person, digest, confirmation));
  return publishDeviceEvents(bus, devices, stored);
}

async function requireDevice({ devices }: PasskeyDependencies, credentialId: string): Promise<StoredDevice> {
  const read = await devices.read(credentialId);
  if (read.kind === 'anchored') return read;
  if (read.kind === 'none') throw new NotFoundError('device with this id that could be confirmed');
  throw new RegistryInconsistentError(credentialId, read.flaw);
}

/** Somebody may have been faster. */
function confirmed(now: Device, person: NamedPerson, digest: string, confirmation: NewConfirmation): Device {
  checkConfirmation(now, person, digest);
  return isConfirmedBy(now, person) ? now : confirmDevice(now, confirmation);
}

/** Throws where this person cannot confirm this device. */
function checkConfirmation(device: Device, person: NamedPerson, digest: string): void {
  const { enrolment, state } = device;
  const comparison = compareNamed(enrolment.person, person);
  if (comparison === 'same') throw new OwnPasskeyError();
  if (comparison === 'unknown') throw new PasskeyIdentityChangedError();
  if (device.digest !== digest) throw new PasskeyDigestError();
  if (state.status !== 'proposed' && !isConfirmedBy(device, person)) throw new PasskeyStateError(state.status);
}

function isConfirmedBy({ state }: Device, person: NamedPerson): boolean {
  return state.status === 'confirmed' && compareNamed(namedPerson(state.confirmation), person) === 'same';
}
