import { passkeyKey } from '../../core/item-keys.ts';
import type { Enrolment } from '../../passkeys/enrolment.ts';
import { orUnreadable } from '../store/or-unreadable.ts';
import type { Table } from '../store/table.ts';
import { type AnchoredDevice, anchoredDevice } from './anchored-device.ts';
import type { DeviceHeads } from './device-heads.ts';
import { fromItem } from './device-item.ts';

/** Where devices are: their items in the one table, their heads in the other, and the roots in the configuration. */
export interface DeviceSources {
  readonly table: Pick<Table, 'get'>;
  readonly heads: Pick<DeviceHeads, 'get' | 'restored'>;
  readonly roots: ReadonlyMap<string, Enrolment>;
}

/**
 * Reads a device with its head, strongly consistent. What does not fit is read a second time: somebody may have made a
 * step between the two.
 */
export async function readDevice(sources: DeviceSources, credentialId: string): Promise<AnchoredDevice> {
  const read = await readOnce(sources, credentialId);
  return read.kind === 'unanchored' ? readOnce(sources, credentialId) : read;
}

async function readOnce({ table, heads, roots }: DeviceSources, credentialId: string): Promise<AnchoredDevice> {
  const [item, head] = await Promise.all([
    orUnreadable(async () => {
      const read = await table.get(passkeyKey(credentialId));
      return read === undefined ? undefined : fromItem(credentialId, read);
    }),
    orUnreadable(() => heads.get(credentialId)),
  ]);
  return anchoredDevice({ item, head, root: roots.get(credentialId) });
}
