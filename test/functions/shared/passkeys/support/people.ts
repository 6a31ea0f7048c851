import { createHash } from 'node:crypto';
import { iso, type Millis } from '../../../../../functions/shared/core/clock.ts';
import type { Device } from '../../../../../functions/shared/passkeys/device.ts';
import { confirmDevice, proposeDevice } from '../../../../../functions/shared/passkeys/device-transitions.ts';
import { type Enrolment, enrolmentDigest } from '../../../../../functions/shared/passkeys/enrolment.ts';
import { type NamedPerson, stampAt } from '../../../../../functions/shared/passkeys/person.ts';
import type { Said } from '../../../../../functions/shared/passkeys/statement.ts';
import type { GivenWord, Place } from '../../../../../functions/shared/passkeys/verify-word.ts';
import { enrolmentOf } from '../../../../../infra/local/software-authenticator/enrolment.ts';
import { type Deviations, signWord } from '../../../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey, type SoftwareKey } from '../../../../../infra/local/software-authenticator/software-key.ts';

/* People with devices of software, at one stage. */

export const place: Place = {
  stage: 'production',
  origin: 'https://treasury.example.com',
  rpId: 'treasury.example.com',
};

export const minute = 60_000;
export const day = 24 * 60 * minute;
export const start: Millis = Date.parse('2026-11-20T10:00:00.000Z');

export interface Owner {
  readonly person: NamedPerson;
  readonly key: SoftwareKey;
  readonly enrolment: Enrolment;
}

export function personNamed(by: string): NamedPerson {
  return { by, issuer: 'https://login.example.com', claim: 'email' };
}

export function ownerNamed(by: string, key = createSoftwareKey(), changes: Partial<Enrolment> = {}): Owner {
  const person = personNamed(by);
  const { stage, rpId } = place;
  return { person, key, enrolment: { ...enrolmentOf(key, { person, stage, rpId, name: 'Laptop' }), ...changes } };
}

/** A nonce that tests can tell from others. */
export function nonceOf(seed: string): string {
  return createHash('sha256').update(seed).digest('base64url');
}

export interface Saying {
  readonly at?: Millis;
  readonly nonce?: string;
  readonly stage?: string;
  readonly deviations?: Deviations;
}

/** What is said with a key, for five minutes. */
export function say(key: SoftwareKey, said: Said, saying: Saying = {}): GivenWord {
  const { at = start, nonce = nonceOf('first'), stage = place.stage, deviations = {} } = saying;
  const word = signWord(key, { ...said, stage, nonce, expiresAt: iso(at + 5 * minute) }, place, deviations);
  return { word, said, takenAt: at };
}

export function approvalBy(person: NamedPerson): Said {
  return { purpose: 'payment', decision: 'approve', subject: { id: 'inv-1', digest: 'a'.repeat(64) }, person };
}

/** That a person wants another one's device to count. */
export function confirmationOf({ credentialId, ...rest }: Enrolment, person: NamedPerson): Said {
  const subject = { id: credentialId, digest: enrolmentDigest({ credentialId, ...rest }) };
  return { purpose: 'device', decision: 'confirm', subject, person };
}

export function proposed({ enrolment, person }: Owner, at = start): Device {
  return proposeDevice(enrolment, stampAt(person, at));
}

/** A device that another person confirmed with theirs. It acts after a day. */
export function confirmed(owner: Owner, by: Owner, at = start): Device {
  const { word } = say(by.key, confirmationOf(owner.enrolment, by.person), { at });
  return confirmDevice(proposed(owner, at), { stamp: stampAt(by.person, at), word, actsFrom: at + day });
}
