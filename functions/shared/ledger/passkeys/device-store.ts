import { assert } from '../../core/errors.ts';
import { nextLink } from '../../core/history-chain.ts';
import { passkeyKey } from '../../core/item-keys.ts';
import type { Device, DeviceHistoryEntry } from '../../passkeys/device.ts';
import { proposeDevice, revokeDevice, revokeRoot } from '../../passkeys/device-transitions.ts';
import type { Enrolment } from '../../passkeys/enrolment.ts';
import { type NamedStamp, namedStampOf } from '../../passkeys/person.ts';
import { NotFoundError } from '../errors.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import type { Table } from '../store/table.ts';
import { updateVersioned, versionUnchanged } from '../store/versioned.ts';
import { type AnchoredDevice, withEntry } from './anchored-device.ts';
import { addRootToDirectory, addToDirectory, type DirectoryRow, readDirectory } from './device-directory.ts';
import { type DeviceHead, type DeviceHeads, openDeviceHeads } from './device-heads.ts';
import { changingAttributes } from './device-item.ts';
import { PasskeyConflictError, RegistryInconsistentError } from './errors.ts';
import { type DeviceSources, readDevice } from './read-device.ts';

/** A device as it stands, with what of it is on the bus. */
export interface StoredDevice {
  readonly device: Device;
  readonly publishedVersion: number;
}

/**
 * Devices, for the one function that writes them. Each step goes to the head first and then to the item. What a crash
 * left undone between the two is done with the next change.
 */
export interface DeviceStore {
  read(credentialId: string): Promise<AnchoredDevice>;
  /** In the order in which they were proposed. A root is there once it is revoked. */
  directory(): Promise<readonly DirectoryRow[]>;
  /** The same enrolment again is the same device. Throws PasskeyConflictError, TooManyPasskeysError. */
  propose(enrolment: Enrolment, stamp: NamedStamp): Promise<StoredDevice>;
  /**
   * Applies a rule to a device as it stands, again where somebody else was faster. Throws NotFoundError,
   * RegistryInconsistentError.
   */
  change(credentialId: string, rule: (now: Device) => Device): Promise<StoredDevice>;
  /**
   * Ends a device at once, a root too, and again changes nothing. Of a device that does not fit its head the head says
   * it: then it throws RegistryInconsistentError, and never counts all the same. Throws NotFoundError.
   */
  revoke(credentialId: string, stamp: NamedStamp): Promise<StoredDevice>;
  /** Notes that the events up to this version are on the bus. */
  markPublished(device: Device): Promise<void>;
}

export interface DeviceStorePorts {
  /** The table with everything but the heads. */
  readonly table: Pick<Table, 'get' | 'update'>;
  readonly headTable: Pick<Table, 'get' | 'identity' | 'update'>;
  readonly roots: ReadonlyMap<string, Enrolment>;
}

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 20;

interface Parts extends DeviceSources {
  readonly table: DeviceStorePorts['table'];
  readonly heads: DeviceHeads;
}

export function openDevices({ table, headTable, roots }: DeviceStorePorts): DeviceStore {
  const parts: Parts = { table, heads: openDeviceHeads(headTable), roots };
  return {
    read: (credentialId) => readDevice(parts, credentialId),
    directory: () => readDirectory(headTable),
    propose: async (enrolment, stamp) => {
      const { credentialId } = enrolment;
      if (roots.has(credentialId)) throw new PasskeyConflictError();
      await addToDirectory(headTable, { credentialId, by: stamp.by, at: stamp.at });
      return propose(parts, enrolment, stamp);
    },
    change: (credentialId, rule) => change(parts, credentialId, rule),
    revoke: async (credentialId, stamp) => {
      const root = roots.get(credentialId);
      try {
        return await revoke(parts, credentialId, stamp);
      } finally {
        // Afterwards, and also where the call ends with an error: nothing stands in the way of a revocation.
        if (root !== undefined) await addRootToDirectory(headTable, { credentialId, by: root.person.by, at: stamp.at });
      }
    },
    markPublished: async ({ enrolment, version }) => {
      // Where the condition does not hold somebody took another step, and publishes it.
      const condition = '#version = :version';
      const set = { publishedVersion: version };
      await table.update(passkeyKey(enrolment.credentialId), { set, condition, values: { version } });
    },
  };
}

/** What stands in the way of a first head is the same proposal, or somebody else's. */
async function propose(parts: Parts, enrolment: Enrolment, stamp: NamedStamp): Promise<StoredDevice> {
  const { credentialId } = enrolment;
  const proposed = proposeDevice(enrolment, stamp);
  await parts.heads.advance(credentialId, lastEntryOf(proposed.history));
  const head = await parts.heads.get(credentialId);
  const standing = await readDevice(parts, credentialId);
  if (standing.kind === 'anchored') {
    if (standing.device.digest !== proposed.digest) throw new PasskeyConflictError();
    return finish(parts.table, standing);
  }
  // Only the head is there: it is tied to this enrolment, or to one that nobody can finish any more.
  const device = head?.version === 1 ? withEntry(enrolment, [], head.entry) : undefined;
  if (device === undefined) throw new PasskeyConflictError();
  return finish(parts.table, { device, itemVersion: 0, publishedVersion: 0 });
}

type Anchored = Omit<Extract<AnchoredDevice, { kind: 'anchored' }>, 'kind'>;

async function change(parts: Parts, credentialId: string, rule: (now: Device) => Device): Promise<StoredDevice> {
  const { after } = await updateVersioned<Anchored>({
    what: 'a device',
    roundsMax,
    read: async () => {
      const state = await requireDevice(parts, credentialId);
      return { version: state.device.version, state };
    },
    rule: (now) => {
      const device = rule(now.device);
      return device === now.device ? now : { ...now, device };
    },
    write: (_seen, { device }) => parts.heads.advance(credentialId, lastEntryOf(device.history)),
    // What is finished or published meanwhile is no step of its life.
    comparedBy: ({ device }) => device.history,
  });
  return finish(parts.table, after);
}

async function requireDevice(parts: Parts, credentialId: string): Promise<Anchored> {
  const read = await readDevice(parts, credentialId);
  if (read.kind === 'anchored') return read;
  if (read.kind === 'none') throw new NotFoundError('device with this id');
  throw new RegistryInconsistentError(credentialId, read.flaw);
}

/** Brings the item to where the head is. Where the condition does not hold somebody else did. */
async function finish(table: DeviceStorePorts['table'], anchored: Anchored): Promise<StoredDevice> {
  const { device, itemVersion, publishedVersion } = anchored;
  if (itemVersion < device.version) {
    const pk = passkeyKey(device.enrolment.credentialId);
    await table.update(pk, { set: changingAttributes(device), ...versionUnchanged(itemVersion) });
  }
  return { device, publishedVersion };
}

async function revoke(parts: Parts, credentialId: string, stamp: NamedStamp): Promise<StoredDevice> {
  const root = parts.roots.get(credentialId);
  for (let round = 0; round < roundsMax; round += 1) {
    const read = await readDevice(parts, credentialId);
    if (read.kind === 'anchored') {
      return change(parts, credentialId, (now) => (now.state.status === 'revoked' ? now : revokeDevice(now, stamp)));
    }
    if (read.kind === 'none' && root === undefined) throw new NotFoundError('device with this id');
    if (read.kind === 'none' && root !== undefined) {
      const device = revokeRoot(root, stamp);
      const isFirst = await parts.heads.advance(credentialId, lastEntryOf(device.history));
      if (isFirst) return finish(parts.table, { device, itemVersion: 0, publishedVersion: 0 });
    }
    if (read.kind === 'unanchored') {
      const entry = endOf(read.head, root, stamp);
      if (entry === undefined || (await parts.heads.advance(credentialId, entry))) {
        throw new RegistryInconsistentError(credentialId, read.flaw);
      }
    }
  }
  throw new StoreUnavailableError('the end of a device', new Error('others changed it each time'));
}

/** The last step of a device whose item says nothing that could be believed. Undefined where its head is its end. */
function endOf(
  head: DeviceHead | undefined,
  root: Enrolment | undefined,
  stamp: NamedStamp,
): DeviceHistoryEntry | undefined {
  if (head === undefined) return root && lastEntryOf(revokeRoot(root, stamp).history);
  const { entry, version } = head;
  if (entry.to === 'revoked') return undefined;
  const link = { version: version + 1, previous: nextLink('', entry) };
  return { ...link, ...namedStampOf(stamp), from: entry.to, to: 'revoked' };
}

function lastEntryOf(history: readonly DeviceHistoryEntry[]): DeviceHistoryEntry {
  const last = history.at(-1);
  assert(last !== undefined, 'a device has a history');
  return last;
}
