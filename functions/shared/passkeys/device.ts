import type { Millis } from '../core/clock.ts';
import type { Link } from '../core/history-chain.ts';
import type { Enrolment } from './enrolment.ts';
import type { NamedStamp } from './person.ts';
import type { SignedWord } from './signed-word.ts';

/** That another person wants a device to count, signed with theirs. */
export interface DeviceConfirmation extends NamedStamp {
  readonly word: SignedWord;
}

interface Proposed {
  readonly status: 'proposed';
}

interface Confirmed {
  readonly status: 'confirmed';
  readonly confirmedAt: Millis;
  /** It counts from then on. */
  readonly actsFrom: Millis;
  readonly confirmation: DeviceConfirmation;
}

/** Of a device that the configuration names: the table knows it only once it is revoked. */
interface Root {
  readonly status: 'root';
}

interface Revoked {
  readonly status: 'revoked';
  readonly revokedAt: Millis;
  readonly revokedBy: NamedStamp;
  /** What it was before. */
  readonly before: Proposed | Confirmed | Root;
}

export type DeviceState = Proposed | Confirmed | Revoked;
export type DeviceStatus = DeviceState['status'];

type Step =
  | { readonly from: 'new'; readonly to: 'proposed' }
  | {
      readonly from: 'proposed';
      readonly to: 'confirmed';
      readonly actsFrom: Millis;
      readonly word: SignedWord;
    }
  | { readonly from: 'root' | 'proposed' | 'confirmed'; readonly to: 'revoked' };

/** One step of a device's life, by whom and when. All that its state says is told by these. */
export type DeviceHistoryEntry = Link & NamedStamp & Step;

/** A person's device as the registry has it, with its whole life. */
export interface Device {
  readonly enrolment: Enrolment;
  /** Of the enrolment: see enrolment.ts. The history begins with it. */
  readonly digest: string;
  readonly state: DeviceState;
  /** Grows by one with each step. A write names the version it saw. */
  readonly version: number;
  readonly history: readonly DeviceHistoryEntry[];
}
