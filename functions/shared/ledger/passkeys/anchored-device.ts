import { isDeepStrictEqual } from 'node:util';
import { nextLink } from '../../core/history-chain.ts';
import type { Device, DeviceHistoryEntry } from '../../passkeys/device.ts';
import { incoherenceOf } from '../../passkeys/device-coherence.ts';
import { stateAfter } from '../../passkeys/device-state.ts';
import { type Enrolment, enrolmentDigest } from '../../passkeys/enrolment.ts';
import type { Unreadable } from '../store/or-unreadable.ts';
import type { DeviceHead } from './device-heads.ts';
import type { DeviceItem } from './device-item.ts';

/** Why a device does not count, whatever it says of itself. */
export type AnchorFlaw =
  /** There is no head for it: no function of ours wrote it. */
  | 'not-anchored'
  /** Its item is missing, or more than one step behind its head. */
  | 'behind-its-head'
  /** It says something else than its head, or more. */
  | 'other-than-its-head'
  | 'unreadable';

/** Why a device counts for nothing before anybody judges it. */
export type Unanchored =
  | AnchorFlaw
  /** There were too many. */
  | 'not-read'
  /** The table of heads was restored, and two people have not accepted it. */
  | 'in-a-restored-table';

/** A device with its head. */
export type AnchoredDevice =
  /** Nobody ever proposed it, or a crash came before its item. A root is so until it is revoked. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'anchored';
      readonly device: Device;
      /** What its item has. One less than the device's own where a crash came between head and item. */
      readonly itemVersion: number;
      readonly publishedVersion: number;
    }
  | { readonly kind: 'unanchored'; readonly flaw: AnchorFlaw; readonly head?: DeviceHead };

export interface DeviceParts {
  readonly item: DeviceItem | Unreadable | undefined;
  readonly head: DeviceHead | Unreadable | undefined;
  /** What the configuration says of the same credential. */
  readonly root: Enrolment | undefined;
}

/**
 * Joins a device's item with its head, which is written first. A head that is the one next step is part of its life: so
 * a crash between the two takes nothing back. Anything else that does not fit takes the device away.
 */
export function anchoredDevice({ item, head, root }: DeviceParts): AnchoredDevice {
  if (head === 'unreadable') return { kind: 'unanchored', flaw: 'unreadable' };
  if (item === 'unreadable') return unanchored('unreadable', head);
  if (head === undefined) return item === undefined ? { kind: 'none' } : unanchored('not-anchored', head);
  if (item === undefined) return withoutItem(head, root);
  const { device, publishedVersion } = item;
  if (head.version === device.version) {
    const isSame = isDeepStrictEqual(head.entry, device.history.at(-1));
    return isSame
      ? { kind: 'anchored', device, itemVersion: device.version, publishedVersion }
      : unanchored('other-than-its-head', head);
  }
  if (head.version > device.version + 1) return unanchored('behind-its-head', head);
  const whole = head.version > device.version ? withEntry(device.enrolment, device.history, head.entry) : undefined;
  return whole === undefined
    ? unanchored('other-than-its-head', head)
    : { kind: 'anchored', device: whole, itemVersion: device.version, publishedVersion };
}

/**
 * Of a root the head alone tells everything: it has no step but its end. A proposal that never came further is none,
 * until the same call finishes it.
 */
function withoutItem(head: DeviceHead, root: Enrolment | undefined): AnchoredDevice {
  if (root === undefined && head.version === 1 && head.entry.to === 'proposed') return { kind: 'none' };
  const device = root && withEntry(root, [], head.entry);
  return device === undefined
    ? unanchored('behind-its-head', head)
    : { kind: 'anchored', device, itemVersion: 0, publishedVersion: 0 };
}

/** Undefined where the entry does not follow. */
export function withEntry(
  enrolment: Enrolment,
  before: readonly DeviceHistoryEntry[],
  entry: DeviceHistoryEntry,
): Device | undefined {
  const digest = enrolmentDigest(enrolment);
  const history = [...before, entry];
  const state = stateAfter(history);
  if (state === undefined || entry.previous !== nextLink(digest, before.at(-1))) return undefined;
  const device = { enrolment, digest, state, version: history.length, history };
  return incoherenceOf(device) === undefined ? device : undefined;
}

function unanchored(flaw: AnchorFlaw, head: DeviceHead | undefined): AnchoredDevice {
  return head === undefined ? { kind: 'unanchored', flaw } : { kind: 'unanchored', flaw, head };
}
