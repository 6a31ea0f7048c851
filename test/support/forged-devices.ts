import { iso, type Millis } from '../../functions/shared/core/clock.ts';
import { passkeyKey } from '../../functions/shared/core/item-keys.ts';
import type { Item } from '../../functions/shared/ledger/store/table.ts';
import type { Device } from '../../functions/shared/passkeys/device.ts';
import { confirmDevice, proposeDevice } from '../../functions/shared/passkeys/device-transitions.ts';
import { type Enrolment, enrolmentDigest } from '../../functions/shared/passkeys/enrolment.ts';
import { type NamedPerson, stampAt } from '../../functions/shared/passkeys/person.ts';
import type { SignedWord } from '../../functions/shared/passkeys/signed-word.ts';
import type { Place } from '../../functions/shared/passkeys/verify-word.ts';
import { enrolmentOf } from '../../infra/local/software-authenticator/enrolment.ts';
import { signWord } from '../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey, type SoftwareKey } from '../../infra/local/software-authenticator/software-key.ts';

/* Devices that somebody writes into the registry who has keys of their own, and wants them to count as a person's. */

/** A person with a device that counts. */
interface Victim {
  readonly person: NamedPerson;
  readonly key: SoftwareKey;
  readonly enrolment: Enrolment;
}

export interface DeviceTarget {
  readonly place: Place;
  /** In whose name something is to be signed. */
  readonly victim: Victim;
  /** Somebody whose device may be tricked to confirm another one. */
  readonly confirmer: Victim;
  /** Long ago: what is confirmed then acts now. */
  readonly at: Millis;
}

/** Devices by right chains, and the key that is to count as the victim's. */
export interface Forged {
  readonly devices: readonly Device[];
  readonly key: SoftwareKey;
}

interface Forger {
  readonly person: NamedPerson;
  readonly key: SoftwareKey;
  readonly enrolment: Enrolment;
}

/** Two new keys confirm each other: one as the victim's, the other as an accomplice's. */
export function forgeRegistry({ place, victim, at }: DeviceTarget): Forged {
  const thief = forgerOf(place, victim.person);
  const accomplice = forgerOf(place, { ...victim.person, by: 'eve@example.com' });
  return {
    devices: [confirmed(place, thief, accomplice, at), confirmed(place, accomplice, thief, at)],
    key: thief.key,
  };
}

export const forgedDevices: readonly { readonly what: string; readonly forge: (target: DeviceTarget) => Forged }[] = [
  { what: 'two devices that confirm each other, each by a right chain', forge: forgeRegistry },
  {
    what: 'a device that a real one confirmed, where no function of ours wrote it',
    forge: ({ place, victim, confirmer, at }) => {
      const thief = forgerOf(place, victim.person);
      return { devices: [confirmed(place, thief, confirmer, at)], key: thief.key };
    },
  },
  {
    what: 'another key under the id of a real device',
    forge: ({ victim, at }) => {
      const key = { ...createSoftwareKey(), credentialId: victim.key.credentialId };
      const { publicKey, algorithm } = key;
      const enrolment = { ...victim.enrolment, publicKey, algorithm };
      return { devices: [proposeDevice(enrolment, stampAt(victim.person, at))], key };
    },
  },
];

/** As the table has a device. */
export function deviceItem({ enrolment, digest, version, history }: Device): Item {
  return { pk: passkeyKey(enrolment.credentialId), enrolment, digest, version, history, publishedVersion: version };
}

function forgerOf({ stage, rpId }: Place, person: NamedPerson): Forger {
  const key = createSoftwareKey();
  return { person, key, enrolment: enrolmentOf(key, { person, stage, rpId, name: 'Laptop' }) };
}

function confirmed(place: Place, owner: Forger, by: Forger, at: Millis): Device {
  const proposed = proposeDevice(owner.enrolment, stampAt(owner.person, at));
  const word = confirmationWord(place, owner.enrolment, by, at);
  return confirmDevice(proposed, { stamp: stampAt(by.person, at), word, actsFrom: at });
}

/** That a device is right, signed with another one, whether somebody was asked for it or not. */
function confirmationWord(place: Place, enrolment: Enrolment, by: Forger, at: Millis): SignedWord {
  const subject = { id: enrolment.credentialId, digest: enrolmentDigest(enrolment) };
  const said = { purpose: 'device', decision: 'confirm', subject, person: by.person } as const;
  const validity = { nonce: Buffer.alloc(32, 9).toString('base64url'), expiresAt: iso(at + 300_000) };
  return signWord(by.key, { ...said, ...validity, stage: place.stage }, place);
}
