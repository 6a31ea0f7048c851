import { iso } from '../../core/clock.ts';
import type { Device, DeviceHistoryEntry } from '../../passkeys/device.ts';
import type { DeviceStore, StoredDevice } from '../passkeys/device-store.ts';
import type { Bus, OutgoingEvent } from './bus.ts';

/**
 * One event for each step that is not on the bus yet, oldest first. A listener may get one twice: `credentialId` and
 * `version` name it.
 */
function deviceEvents({ device, publishedVersion }: StoredDevice): OutgoingEvent[] {
  const steps = device.history.filter(({ version }) => version > publishedVersion);
  return steps.map((step) => ({ detailType: 'PasskeyChanged', detail: deviceDetail(device, step) }));
}

function deviceDetail({ enrolment, digest }: Device, step: DeviceHistoryEntry): Record<string, unknown> {
  const { credentialId, person, name, aaguid, isBackupEligible } = enrolment;
  return {
    credentialId,
    version: step.version,
    status: step.to,
    owner: person.by,
    name,
    by: step.by,
    at: iso(step.at),
    ...(step.to === 'confirmed' ? { actsFrom: iso(step.actsFrom) } : {}),
    model: aaguid,
    synced: isBackupEligible,
    digest,
  };
}

/** Publishes what is new and notes it. Safe to run twice: what was noted is not sent again. */
export async function publishDeviceEvents(
  bus: Bus,
  devices: Pick<DeviceStore, 'markPublished'>,
  stored: StoredDevice,
): Promise<StoredDevice> {
  const { device, publishedVersion } = stored;
  if (publishedVersion === device.version) return stored;
  await bus.publish(deviceEvents(stored));
  await devices.markPublished(device);
  return { device, publishedVersion: device.version };
}
