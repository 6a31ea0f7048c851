import { canonicalDigest } from '../core/canonical-digest.ts';
import type { Millis } from '../core/clock.ts';
import { nextLink } from '../core/history-chain.ts';
import type { DeviceHistoryEntry, DeviceStatus } from './device.ts';

/** How far the history of one device goes. */
export interface ChainEnd {
  readonly credentialId: string;
  /** How many entries it has. */
  readonly version: number;
  /** Lower-case hex SHA-256 of the latest entry's RFC 8785 JSON. */
  readonly link: string;
  /** What the device is by that entry. */
  readonly status: DeviceStatus;
}

/** All that devices went through until a time, in short. Any other history of any device has another digest. */
export interface RegistryHead {
  readonly at: Millis;
  /** How many have a history. A root has one once it is revoked. */
  readonly devices: number;
  /** Lower-case hex SHA-256 of the RFC 8785 JSON of all chain ends, sorted by credential id. */
  readonly digest: string;
}

export function chainEndOf(credentialId: string, latest: DeviceHistoryEntry): ChainEnd {
  return { credentialId, version: latest.version, link: nextLink('', latest), status: latest.to };
}

/** The head of a registry that was read at this time. The order of the chains does not matter. */
export function registryHead(at: Millis, chains: readonly ChainEnd[]): RegistryHead {
  return { at, devices: chains.length, digest: canonicalDigest(sorted(chains)) };
}

/** By the id's bytes, so that every language sorts alike: the ids are base64url. */
function sorted(chains: readonly ChainEnd[]): readonly ChainEnd[] {
  return chains
    .map(({ credentialId, version, link, status }) => ({ credentialId, version, link, status }))
    .toSorted((a, b) => (a.credentialId < b.credentialId ? -1 : 1));
}

/** How a later registry takes back what an earlier one had. */
export interface Rollback {
  readonly credentialId: string;
  readonly kind: /** The device is gone. */
    | 'missing'
    /** It has fewer entries. */
    | 'shorter'
    /** At the same place stands another entry. */
    | 'rewritten';
}

/**
 * What a later registry has taken back. `linkAfter` gives the later link of a device after as many entries: undefined
 * where it has not so many, or where nobody can tell. So an entry in the middle is compared where a history is at hand.
 */
export function rollbacks(
  earlier: readonly ChainEnd[],
  later: ReadonlyMap<string, ChainEnd>,
  linkAfter: (credentialId: string, version: number) => string | undefined = () => undefined,
): readonly Rollback[] {
  return earlier.flatMap((end) => {
    const kind = rollbackOf(end, later.get(end.credentialId), linkAfter);
    return kind === undefined ? [] : [{ credentialId: end.credentialId, kind }];
  });
}

function rollbackOf(
  { credentialId, version, link }: ChainEnd,
  now: ChainEnd | undefined,
  linkAfter: (credentialId: string, version: number) => string | undefined,
): Rollback['kind'] | undefined {
  if (now === undefined) return 'missing';
  if (now.version < version) return 'shorter';
  const linkThen = now.version === version ? now.link : linkAfter(credentialId, version);
  return linkThen === undefined || linkThen === link ? undefined : 'rewritten';
}
