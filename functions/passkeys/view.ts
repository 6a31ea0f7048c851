import { iso, type Millis } from '../shared/core/clock.ts';
import type { Device, DeviceStatus } from '../shared/passkeys/device.ts';
import { countsFrom } from '../shared/passkeys/device-state.ts';
import { type Enrolment, enrolmentDigest } from '../shared/passkeys/enrolment.ts';
import { judgeDevice } from '../shared/passkeys/judge-device.ts';
import type { Registry } from '../shared/passkeys/registry.ts';
import { printRoot } from '../shared/passkeys/roots.ts';
import type { DeviceView } from './view-schema.ts';

/** A device as JSON for people and programs, as it is judged at a time. */
export function deviceView(registry: Registry, enrolment: Enrolment, now: Millis): DeviceView {
  const { credentialId, person, name, aaguid, algorithm, isBackupEligible, isBackedUp } = enrolment;
  const judged = judgeDevice(registry, { credentialId, person, at: now });
  const device = registry.devices.get(credentialId);
  return {
    credentialId,
    owner: person,
    name,
    status: device?.state.status ?? 'root',
    inForce: judged.kind === 'counts',
    ...(judged.kind === 'counts' ? {} : { flaw: judged.flaw }),
    root: registry.roots.has(credentialId),
    ...(device === undefined ? {} : stepsOf(device, registry.leastDelay)),
    model: aaguid,
    algorithm,
    synced: isBackupEligible,
    backedUp: isBackedUp,
    digest: enrolmentDigest(enrolment),
    version: device?.version ?? 0,
    line: printRoot(enrolment),
  };
}

type Steps = Pick<DeviceView, 'proposed' | 'confirmed' | 'actsFrom' | 'revoked'>;

function stepsOf({ history }: Device, leastDelay: Millis): Steps {
  const stampTo = (status: DeviceStatus) => {
    const entry = history.find(({ to }) => to === status);
    return entry === undefined ? {} : { [status]: { by: entry.by, at: iso(entry.at) } };
  };
  const confirmed = history.find((entry) => entry.to === 'confirmed');
  const actsFrom = confirmed && countsFrom({ actsFrom: confirmed.actsFrom, confirmedAt: confirmed.at }, leastDelay);
  return {
    ...stampTo('proposed'),
    ...stampTo('confirmed'),
    ...(actsFrom === undefined ? {} : { actsFrom: iso(actsFrom) }),
    ...stampTo('revoked'),
  };
}
