import type { BodyOfResponse } from '../../../api/routes.ts';
import { isSamePerson, type Me } from '../../../app/me.ts';

export type DeviceList = BodyOfResponse<'GET /passkeys'>;
export type Device = DeviceList['devices'][number];
export type Restored = NonNullable<DeviceList['restored']>;

/** What each part of a device's card gets. */
export interface DeviceProps {
  readonly device: Device;
  readonly reload: () => Promise<void>;
}

const order: readonly Device['status'][] = ['proposed', 'confirmed', 'root', 'revoked'];

/** What somebody has to do first, what is over last. */
export function byStatus(devices: readonly Device[]): readonly Device[] {
  return devices.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

export type Standing = 'inForce' | 'proposed' | 'revoked' | 'later' | 'restored' | 'flawed';

/**
 * How a device stands: `later` where it is confirmed and its time has not come, `restored` where it counts again once
 * two people accept the restored table.
 */
export function standingOf({ status, inForce, flaw }: Device): Standing {
  if (inForce) return 'inForce';
  if (status === 'proposed' || status === 'revoked') return status;
  if (flaw === 'in-a-restored-table') return 'restored';
  return flaw === 'not-yet-in-force' ? 'later' : 'flawed';
}

/** Another person confirms a device. The API decides by the same rules. */
export const mayConfirm = ({ status, owner }: Device, { person }: Me): boolean =>
  status === 'proposed' && !isSamePerson(owner.by, person);

export const mayRevoke = ({ status, owner }: Device, { person, roles }: Me): boolean =>
  status !== 'revoked' &&
  (isSamePerson(owner.by, person) || roles.has('approver') || roles.has('whitelister') || roles.has('operator'));

/** When somebody last did something with a device, as far as these know. Undefined where nobody ever did. */
export function newestStep(devices: readonly Device[]): string | undefined {
  const stamps = devices.flatMap(({ proposed, confirmed, revoked }) => [proposed, confirmed, revoked]);
  return stamps
    .flatMap((stamp) => stamp?.at ?? [])
    .toSorted()
    .at(-1);
}
