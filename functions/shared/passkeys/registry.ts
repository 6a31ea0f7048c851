import type { Millis } from '../core/clock.ts';
import type { Device } from './device.ts';
import type { Enrolment } from './enrolment.ts';
import type { VerifiedConfirmations } from './verified-confirmations.ts';
import type { Place } from './verify-word.ts';

/** What devices are judged by: what the deployment brings, and what the table has. */
export interface Registry {
  readonly place: Place;
  /** By credential id. From the stage's configuration. */
  readonly roots: ReadonlyMap<string, Enrolment>;
  /** By credential id. From the table, so nothing in it is believed. */
  readonly devices: ReadonlyMap<string, Device>;
  /** How long after its confirmation a device counts at the earliest, whatever the table says. */
  readonly leastDelay: Millis;
  readonly verified: VerifiedConfirmations;
}

/** Roots as they are looked up. */
export function rootsById(roots: readonly Enrolment[]): ReadonlyMap<string, Enrolment> {
  return new Map(roots.map((root) => [root.credentialId, root]));
}
