import type { Device } from '../../passkeys/device.ts';
import { stateBeforeEnd } from '../../passkeys/device-state.ts';
import { longestWay } from '../../passkeys/judge-device.ts';
import type { Registry } from '../../passkeys/registry.ts';
import { VerifiedConfirmations } from '../../passkeys/verified-confirmations.ts';
import { orUnreadable } from '../store/or-unreadable.ts';
import type { AnchoredDevice, Unanchored } from './anchored-device.ts';
import type { StoredDevice } from './device-store.ts';
import type { PasskeyGround } from './passkey-settings.ts';
import { type DeviceSources, readDevice } from './read-device.ts';

/** Some devices with their whole way to the roots. */
export interface ReadRegistry {
  readonly registry: Registry;
  /** Those that count for nothing. */
  readonly unanchored: ReadonlyMap<string, Unanchored>;
  /** Those with a step that is not on the bus yet. */
  readonly unpublished: readonly StoredDevice[];
}

export interface ReadingOptions {
  /** So many devices at most, with their ways. */
  readonly most?: number;
  /** As they would count once a restored table is accepted: for those who accept it, and nobody else. */
  readonly asRestored?: boolean;
}

export interface RegistryReader {
  /** Of the devices of these ids. Throws StoreUnavailableError. */
  read(credentialIds: readonly string[], options?: ReadingOptions): Promise<ReadRegistry>;
}

/** Far more than any decision has signatures, with the ways of all of them. */
const devicesMax = 200;

/** Confirmations that are verified once in the life of an instance of a function. */
const verifiedMax = 1_000;

export function openRegistry(sources: Omit<DeviceSources, 'roots'>, ground: PasskeyGround): RegistryReader {
  const verified = new VerifiedConfirmations(verifiedMax);
  return {
    read: async (credentialIds, { most = devicesMax, asRestored = false } = {}) => {
      const [isRestored, read] = await Promise.all([
        asRestored ? false : isUnacceptedRestore(sources.heads),
        readRegistry({ ...sources, roots: ground.roots }, ground, verified, { credentialIds, most }),
      ]);
      return isRestored ? nothingCounts(read, credentialIds) : read;
    },
  };
}

/** A table that does not say which one it is may be any. */
async function isUnacceptedRestore(heads: DeviceSources['heads']): Promise<boolean> {
  const restored = await orUnreadable(() => heads.restored());
  return restored !== undefined;
}

/** A copy does not know who was revoked since: no device and no root of it counts. */
function nothingCounts({ registry, unpublished }: ReadRegistry, credentialIds: readonly string[]): ReadRegistry {
  const ids = [...credentialIds, ...registry.devices.keys(), ...registry.roots.keys()];
  const unanchored = new Map(ids.map((id) => [id, 'in-a-restored-table'] as const));
  return { registry: { ...registry, roots: new Map(), devices: new Map() }, unanchored, unpublished };
}

async function readRegistry(
  sources: DeviceSources,
  { place, roots, leastDelay }: PasskeyGround,
  verified: VerifiedConfirmations,
  { credentialIds, most }: { readonly credentialIds: readonly string[]; readonly most: number },
): Promise<ReadRegistry> {
  const found = new Map<string, AnchoredDevice | 'not-read'>();
  let wanted: readonly string[] = [...new Set(credentialIds)];
  // A root ends a way, and is one level more.
  for (let level = 0; level <= longestWay && wanted.length > 0; level += 1) {
    const room = most - found.size;
    const read = await Promise.all(wanted.slice(0, room).map((id) => readDevice(sources, id)));
    for (const [index, id] of wanted.entries()) found.set(id, read[index] ?? 'not-read');
    wanted = [...new Set(read.flatMap(confirmerOf))].filter((id) => !found.has(id));
  }
  const devices = new Map<string, Device>();
  const unanchored = new Map<string, Unanchored>();
  const unpublished: StoredDevice[] = [];
  for (const [id, each] of found) {
    if (each === 'not-read') unanchored.set(id, each);
    else if (each.kind === 'unanchored') unanchored.set(id, each.flaw);
    else if (each.kind === 'anchored') {
      devices.set(id, each.device);
      if (each.publishedVersion < each.device.version) unpublished.push(each);
    }
  }
  // A root is none either when its end cannot be ruled out.
  const standing = new Map([...roots].filter(([id]) => !unanchored.has(id)));
  return { registry: { place, roots: standing, devices, leastDelay, verified }, unanchored, unpublished };
}

/** The device that it was confirmed with. A revoked one may have confirmed others before. */
function confirmerOf(each: AnchoredDevice): readonly string[] {
  if (each.kind !== 'anchored') return [];
  const inForce = stateBeforeEnd(each.device.state);
  return inForce.status === 'confirmed' ? [inForce.confirmation.word.credentialId] : [];
}
