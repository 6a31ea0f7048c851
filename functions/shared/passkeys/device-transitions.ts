import type { Millis } from '../core/clock.ts';
import { assert } from '../core/errors.ts';
import { type Link, nextLink } from '../core/history-chain.ts';
import type { Device, DeviceHistoryEntry } from './device.ts';
import { incoherenceOf } from './device-coherence.ts';
import { stateAfter } from './device-state.ts';
import { type Enrolment, enrolmentDigest } from './enrolment.ts';
import { compareNamed, type NamedStamp, namedPerson, namedStampOf } from './person.ts';
import type { SignedWord } from './signed-word.ts';

/** A person proposes a device of their own. */
export function proposeDevice(enrolment: Enrolment, stamp: NamedStamp): Device {
  assert(compareNamed(namedPerson(stamp), enrolment.person) === 'same', 'people propose devices of their own');
  return deviceOf(enrolment, [{ ...link(enrolment, []), ...namedStampOf(stamp), from: 'new', to: 'proposed' }]);
}

export interface NewConfirmation {
  readonly stamp: NamedStamp;
  /** Judged before: see judge-word.ts. */
  readonly word: SignedWord;
  readonly actsFrom: Millis;
}

/** Another person confirms it. It counts from `actsFrom` on. */
export function confirmDevice(
  { enrolment, state, history }: Device,
  { stamp, word, actsFrom }: NewConfirmation,
): Device {
  assert(state.status === 'proposed', 'what is confirmed was proposed');
  assert(compareNamed(namedPerson(stamp), enrolment.person) === 'different', 'another person confirms a device');
  assert(actsFrom >= stamp.at, 'a device never counts before it is confirmed');
  const step = { from: 'proposed', to: 'confirmed', actsFrom, word } as const;
  return deviceOf(enrolment, [...history, { ...link(enrolment, history), ...namedStampOf(stamp), ...step }]);
}

/** Anybody revokes it, at once and for good. */
export function revokeDevice({ enrolment, state, history }: Device, stamp: NamedStamp): Device {
  const from = state.status;
  assert(from !== 'revoked', 'a device is revoked once');
  const step = { from, to: 'revoked' } as const;
  return deviceOf(enrolment, [...history, { ...link(enrolment, history), ...namedStampOf(stamp), ...step }]);
}

/** Anybody revokes a device that the configuration names. The registry has nothing of it before. */
export function revokeRoot(root: Enrolment, stamp: NamedStamp): Device {
  return deviceOf(root, [{ ...link(root, []), ...namedStampOf(stamp), from: 'root', to: 'revoked' }]);
}

/** What ties the next entry to those before it. */
function link(enrolment: Enrolment, history: readonly DeviceHistoryEntry[]): Link {
  return { version: history.length + 1, previous: nextLink(enrolmentDigest(enrolment), history.at(-1)) };
}

function deviceOf(enrolment: Enrolment, history: readonly DeviceHistoryEntry[]): Device {
  const state = stateAfter(history);
  assert(state !== undefined, 'each step follows from the one before it');
  const device = { enrolment, digest: enrolmentDigest(enrolment), state, version: history.length, history };
  assert(incoherenceOf(device) === undefined, 'a device is what its history tells of');
  return device;
}
