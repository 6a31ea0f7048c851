import type { Device } from '../../passkeys/device.ts';
import { stateBeforeEnd } from '../../passkeys/device-state.ts';
import { longestWay } from '../../passkeys/judge-device.ts';
import type { Registry } from '../../passkeys/registry.ts';
import { VerifiedConfirmations } from '../../passkeys/verified-confirmations.ts';
import type { AnchoredDevice, AnchorFlaw } from './anchored-device.ts';
import type { StoredDevice } from './device-store.ts';
import type { PasskeyGround } from './passkey-settings.ts';
import { type DeviceSources, readDevice } from './read-device.ts';

/** Some devices with their whole way to the roots. */
export interface ReadRegistry {
  readonly registry: Registry;
  /** Those that count for nothing because they do not fit their heads, or were too many to be read. */
  readonly unanchored: ReadonlyMap<string, AnchorFlaw | 'not-read'>;
  /** Those with a step that is not on the bus yet. */
  readonly unpublished: readonly StoredDevice[];
}

export interface RegistryReader {
  /** Of the devices of these ids, and of so many at most with their ways. Throws StoreUnavailableError. */
  read(credentialIds: readonly string[], most?: number): Promise<ReadRegistry>;
}

/** Far more than any decision has signatures, with the ways of all of them. */
const devicesMax = 200;

/** Confirmations that are verified once in the life of an instance of a function. */
const verifiedMax = 1_000;

export function openRegistry(sources: Omit<DeviceSources, 'roots'>, ground: PasskeyGround): RegistryReader {
  const verified = new VerifiedConfirmations(verifiedMax);
  return {
    read: (credentialIds, most = devicesMax) =>
      readRegistry({ ...sources, roots: ground.roots }, ground, verified, { credentialIds, most }),
  };
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
  const unanchored = new Map<string, AnchorFlaw | 'not-read'>();
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
