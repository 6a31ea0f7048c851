import type { DeviceHistoryEntry, DeviceState } from './device.ts';
import { namedStampOf } from './person.ts';

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
