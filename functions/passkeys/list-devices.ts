import { isTreasuryError } from '../shared/core/errors.ts';
import { isSamePerson } from '../shared/core/ids.ts';
import { publishDeviceEvents } from '../shared/ledger/messaging/passkey-events.ts';
import type { StoredDevice } from '../shared/ledger/passkeys/device-store.ts';
import { showRestored } from './accept-restore.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { readDevices } from './read-devices.ts';
import { deviceView } from './view.ts';
import type { DeviceList, DeviceView } from './view-schema.ts';

const advice = 'Enroll a second device: whoever loses their only one can decide nothing until another is in force.';

/** Every device there ever was, with how many each person can sign with. */
export async function listDevices(dependencies: PasskeyDependencies, by: string): Promise<DeviceList> {
  const [{ enrolments, read }, restored] = await Promise.all([
    readDevices(dependencies, { asRestored: true }),
    showRestored(dependencies),
  ]);
  await publishRest(dependencies, read.unpublished);
  const now = dependencies.clock.now();
  const devices = enrolments
    .filter(({ credentialId }) => !read.unanchored.has(credentialId))
    .map((enrolment) => deviceView(read.registry, enrolment, now))
    .map((view) => (restored === undefined ? view : untilAccepted(view)));
  const unreadable = [...read.unanchored.keys()];
  return {
    devices,
    people: peopleOf(devices, by),
    ...(unreadable.length === 0 ? {} : { unreadable }),
    ...(restored === undefined ? {} : { restored }),
  };
}

/** What would not count anyway keeps its reason, so that people see which devices an acceptance brings back. */
function untilAccepted(view: DeviceView): DeviceView {
  return view.inForce ? { ...view, inForce: false, flaw: 'in-a-restored-table' } : view;
}

/** A step whose event got lost in a crash is told when somebody looks. */
async function publishRest(
  { bus, devices, report }: PasskeyDependencies,
  rest: readonly StoredDevice[],
): Promise<void> {
  try {
    for (const each of rest) await publishDeviceEvents(bus, devices, each);
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    report('a step of a device could not be told', { error });
  }
}

function peopleOf(devices: readonly DeviceView[], caller: string): DeviceList['people'] {
  const names = [caller, ...devices.filter(({ status }) => status !== 'revoked').map(({ owner }) => owner.by)];
  const people = names.filter((name, index) => names.findIndex((each) => isSamePerson(each, name)) === index);
  return people.map((by) => {
    const inForce = devices.filter((device) => device.inForce && isSamePerson(device.owner.by, by)).length;
    return { by, inForce, ...(inForce < 2 ? { advice } : {}) };
  });
}
