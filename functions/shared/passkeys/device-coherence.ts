import { isDeepStrictEqual } from 'node:util';
import { firstBrokenLink } from '../core/history-chain.ts';
import type { Device, DeviceHistoryEntry } from './device.ts';
import { stateAfter } from './device-state.ts';
import { type Enrolment, enrolmentDigest } from './enrolment.ts';
import { compareNamed, namedPerson } from './person.ts';

/** What is wrong with a device as it was read. */
export interface DeviceIncoherence {
  /** The version of the history entry that is wrong, where it is one. */
  readonly version?: number;
  readonly problem: string;
}

/**
 * What a device says that its own history does not. Whoever writes the table can make a chain that is whole: that
 * another person confirmed it is shown by their signature alone, see judge-device.ts.
 */
export function incoherenceOf(device: Device): DeviceIncoherence | undefined {
  const { enrolment, digest, state, version, history } = device;
  if (enrolmentDigest(enrolment) !== digest) return { problem: 'the enrolment is not the one of its digest' };
  const broken = firstBrokenLink(device);
  if (broken !== undefined) return { version: broken, problem: 'this entry does not follow from the one before it' };
  const wrong = history.findIndex((entry, index) => !isPossible(entry, enrolment, history[index - 1]));
  if (wrong !== -1)
    return { version: wrong + 1, problem: 'this step cannot be, or not by this person or at this time' };
  if (version !== history.length) return { problem: 'the version is not the one that the history ends with' };
  const told = stateAfter(history);
  return told !== undefined && isDeepStrictEqual(told, state)
    ? undefined
    : { problem: 'the state is not the one that the history tells of' };
}

function isPossible(entry: DeviceHistoryEntry, { person }: Enrolment, before: DeviceHistoryEntry | undefined): boolean {
  if (before !== undefined && entry.at < before.at) return false;
  const comparison = compareNamed(namedPerson(entry), person);
  if (entry.to === 'proposed') return comparison === 'same';
  return entry.to === 'confirmed' ? comparison === 'different' && entry.actsFrom >= entry.at : true;
}
