import * as v from 'valibot';
import type { DeviceHistoryEntry } from '../../passkeys/device.ts';
import { deviceHistoryEntrySchema } from '../../passkeys/device-schema.ts';
import { CorruptItemError } from '../store/errors.ts';
import type { Table } from '../store/table.ts';
import { versionUnchanged } from '../store/versioned.ts';
import { type RestoredHeads, readRestoredHeads } from './restored-heads.ts';

/** The last step of a device's life, where one function alone may write it. */
export interface DeviceHead {
  readonly version: number;
  readonly entry: DeviceHistoryEntry;
}

/**
 * A table of its own: one item a device, with the last entry of its history. It is written before the device's item. So
 * whoever writes the table with everything else can take a device away, but add none, and bring none back.
 */
export interface DeviceHeads {
  /** Strongly consistent. Undefined for a device that was never proposed. Throws CorruptItemError. */
  get(credentialId: string): Promise<DeviceHead | undefined>;
  /** Undefined where the table is the one that it was. Throws CorruptItemError, StoreUnavailableError. */
  restored(): Promise<RestoredHeads | undefined>;
  /** Puts an entry at the head, if it follows the one there. False where somebody else was faster. */
  advance(credentialId: string, entry: DeviceHistoryEntry): Promise<boolean>;
}

const itemSchema = v.strictObject({
  pk: v.string(),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  entry: deviceHistoryEntrySchema,
});

/** `heads` is the table of heads, not the one with everything else. */
export function openDeviceHeads(heads: Pick<Table, 'get' | 'identity' | 'update'>): DeviceHeads {
  return {
    get: (credentialId) => readHead(heads, credentialId),
    restored: () => readRestoredHeads(heads),
    advance: (credentialId, entry) =>
      heads.update(credentialId, {
        set: { version: entry.version, entry },
        ...versionUnchanged(entry.version - 1),
      }),
  };
}

/** Strongly consistent. Undefined for a device that was never proposed. Throws CorruptItemError. */
export async function readHead(heads: Pick<Table, 'get'>, credentialId: string): Promise<DeviceHead | undefined> {
  const item = await heads.get(credentialId);
  if (item === undefined) return undefined;
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success || parsed.output.version !== parsed.output.entry.version) {
    throw new CorruptItemError(`the head of ${credentialId}`);
  }
  const { version, entry } = parsed.output;
  return { version, entry };
}
