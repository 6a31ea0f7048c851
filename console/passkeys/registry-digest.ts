import type { BodyOfResponse } from '../api/routes.ts';
import { canonicalDigest } from '../digest/canonical-digest.ts';
import { DeviceError } from './device-error.ts';

type List = BodyOfResponse<'GET /passkeys'>;
type ChainEnd = NonNullable<List['restored']>['devices'][number];

/** What a page shows of the devices of a restored table. */
export interface ShownRegistry {
  readonly devices: readonly Pick<List['devices'][number], 'credentialId' | 'version' | 'status'>[];
  /** Those that do not fit their heads: a page names them, and they do not count. */
  readonly unreadable?: readonly string[];
  readonly chains: readonly ChainEnd[];
}

/**
 * The digest of the devices as they are shown: who accepts them says by it that they looked through these and no
 * others. Throws DeviceError where a device has another history than what is shown of it.
 */
export async function registryDigest({ devices, unreadable = [], chains }: ShownRegistry): Promise<string> {
  const ends = new Map(chains.map((end) => [end.credentialId, end]));
  const shown = new Set([...unreadable, ...devices.map(({ credentialId }) => credentialId)]);
  const isShown = ends.size === chains.length && chains.every(({ credentialId }) => shown.has(credentialId));
  if (!isShown || !devices.every((device) => isEndOf(device, ends.get(device.credentialId)))) {
    throw new DeviceError('differs');
  }
  return canonicalDigest(
    chains
      .map(({ credentialId, version, link, status }) => ({ credentialId, version, link, status }))
      .toSorted((a, b) => (a.credentialId < b.credentialId ? -1 : 1)),
  );
}

/** A root has no history before it is revoked. */
function isEndOf({ version, status }: ShownRegistry['devices'][number], end: ChainEnd | undefined): boolean {
  return end === undefined ? status === 'root' && version === 0 : end.version === version && end.status === status;
}
