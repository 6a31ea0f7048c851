import type { BodyOfResponse } from '../../../api/routes.ts';
import { isSamePerson, type Me } from '../../../app/me.ts';

export type Device = BodyOfResponse<'GET /passkeys'>['devices'][number];

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

/** How a device stands: `later` where it is confirmed and its time has not come. */
export function standingOf({ status, inForce, flaw }: Device): 'inForce' | 'proposed' | 'revoked' | 'later' | 'flawed' {
  if (inForce) return 'inForce';
  if (status === 'proposed' || status === 'revoked') return status;
  return flaw === 'not-yet-in-force' ? 'later' : 'flawed';
}

/** Another person confirms a device. The API decides by the same rules. */
export const mayConfirm = ({ status, owner }: Device, { person }: Me): boolean =>
  status === 'proposed' && !isSamePerson(owner.by, person);

export const mayRevoke = ({ status, owner }: Device, { person, roles }: Me): boolean =>
  status !== 'revoked' &&
  (isSamePerson(owner.by, person) || roles.has('approver') || roles.has('whitelister') || roles.has('operator'));
