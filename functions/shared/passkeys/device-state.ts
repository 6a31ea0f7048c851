import type { Millis } from '../core/clock.ts';
import type { DeviceHistoryEntry, DeviceState } from './device.ts';
import { namedStampOf } from './person.ts';

/** What a device is, or was until it was revoked. */
export function stateBeforeEnd(state: DeviceState): Exclude<DeviceState, Revoked> | Revoked['before'] {
  return state.status === 'revoked' ? state.before : state;
}

/**
 * From when on a device counts that was confirmed: as its history says, and not before the least delay, whatever that
 * says.
 */
export function countsFrom(
  { actsFrom, confirmedAt }: { readonly actsFrom: Millis; readonly confirmedAt: Millis },
  leastDelay: Millis,
): Millis {
  return Math.max(actsFrom, confirmedAt + leastDelay);
}

/** The state that a history tells of. Undefined where no device can have had it. */
export function stateAfter(history: readonly DeviceHistoryEntry[]): DeviceState | undefined {
  const [first, ...later] = history;
  if (first === undefined) return undefined;
  return later.reduce<DeviceState | undefined>((state, entry) => state && next(state, entry), begin(first));
}

function begin(entry: DeviceHistoryEntry): DeviceState | undefined {
  if (entry.from === 'new' && entry.to === 'proposed') return { status: 'proposed' };
  return entry.from === 'root' && entry.to === 'revoked' ? revoked(entry, { status: 'root' }) : undefined;
}

function next(state: DeviceState, entry: DeviceHistoryEntry): DeviceState | undefined {
  if (state.status === 'revoked' || entry.from !== state.status) return undefined;
  if (entry.to === 'confirmed') {
    const { at, actsFrom, word } = entry;
    return { status: 'confirmed', confirmedAt: at, actsFrom, confirmation: { ...namedStampOf(entry), word } };
  }
  return entry.to === 'revoked' ? revoked(entry, state) : undefined;
}

type Revoked = Extract<DeviceState, { status: 'revoked' }>;

function revoked(entry: DeviceHistoryEntry, before: Revoked['before']): Revoked {
  return { status: 'revoked', revokedAt: entry.at, revokedBy: namedStampOf(entry), before };
}
