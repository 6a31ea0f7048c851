import { describe, expect, test } from '@jest/globals';
import type { Device } from '../../../../functions/shared/passkeys/device.ts';
import { confirmDevice, revokeDevice, revokeRoot } from '../../../../functions/shared/passkeys/device-transitions.ts';
import type { Enrolment } from '../../../../functions/shared/passkeys/enrolment.ts';
import { type DeviceJudgement, judgeDevice } from '../../../../functions/shared/passkeys/judge-device.ts';
import { judgeWord, judgeWords, type WordQuestion } from '../../../../functions/shared/passkeys/judge-word.ts';
import { stampAt } from '../../../../functions/shared/passkeys/person.ts';
import { type Registry, rootsById } from '../../../../functions/shared/passkeys/registry.ts';
import { VerifiedConfirmations } from '../../../../functions/shared/passkeys/verified-confirmations.ts';
import {
  approvalBy,
  confirmationOf,
  confirmed,
  day,
  minute,
  nonceOf,
  type Owner,
  ownerNamed,
  personNamed,
  place,
  proposed,
  say,
  start,
} from './support/people.ts';

const alice = ownerNamed('alice@example.com');
const bob = ownerNamed('bob@example.com');
const carol = ownerNamed('carol@example.com');
const dave = ownerNamed('dave@example.com');
const later = start + 10 * day;

function registryOf(
  devices: readonly Device[],
  roots: readonly Enrolment[] = [alice.enrolment, bob.enrolment],
): Registry {
  const byId = new Map(devices.map((device) => [device.enrolment.credentialId, device]));
  return { place, roots: rootsById(roots), devices: byId, leastDelay: day, verified: new VerifiedConfirmations(100) };
}

const judged = (registry: Registry, { key, person }: Owner, at = later) =>
  judgeDevice(registry, { credentialId: key.credentialId, person, at });
const flawOf = (judgement: DeviceJudgement) => (judgement.kind === 'refused' ? judgement.flaw : undefined);
const ids = (owners: readonly Owner[]) => owners.map(({ key }) => key.credentialId);

describe('a device counts', () => {
  test('as a root', () => {
    expect(judged(registryOf([]), alice)).toEqual({ kind: 'counts', enrolment: alice.enrolment, way: ids([alice]) });
  });

  test('where a device of another person confirmed it, and so on up to a root', () => {
    const registry = registryOf([confirmed(carol, alice), confirmed(dave, carol, start + 2 * day)]);
    expect(judged(registry, carol)).toMatchObject({ kind: 'counts', way: ids([carol, alice]) });
    expect(judged(registry, dave)).toMatchObject({ kind: 'counts', way: ids([dave, carol, alice]) });
  });

  test('for its owner however the name is written, and for nobody else', () => {
    const registry = registryOf([]);
    const asked = { credentialId: alice.key.credentialId, at: later };
    expect(judgeDevice(registry, { ...asked, person: personNamed('Alice@Example.com') }).kind).toBe('counts');
    expect(flawOf(judgeDevice(registry, { ...asked, person: bob.person }))).toBe('other-person');
    const elsewhere = { ...alice.person, issuer: 'https://other.example.com' };
    expect(flawOf(judgeDevice(registry, { ...asked, person: elsewhere }))).toBe('other-person');
  });

  test('from the time on that was said, and never before the least delay', () => {
    const registry = registryOf([confirmed(carol, alice)]);
    expect(flawOf(judged(registry, carol, start + day - 1))).toBe('not-yet-in-force');
    expect(judged(registry, carol, start + day).kind).toBe('counts');
    expect(flawOf(judged({ ...registry, leastDelay: 2 * day }, carol, start + day))).toBe('not-yet-in-force');
  });

  test('until it is revoked; what it confirmed before that counts on', () => {
    const carols = revokeDevice(confirmed(carol, alice), stampAt(bob.person, start + 3 * day));
    const registry = registryOf([carols, confirmed(dave, carol, start + 2 * day)]);
    expect(judged(registry, carol, start + 3 * day - 1).kind).toBe('counts');
    expect(flawOf(judged(registry, carol, start + 3 * day))).toBe('revoked');
    expect(judged(registry, dave).kind).toBe('counts');
  });

  test('no more as a root that was revoked; what it confirmed before that counts on', () => {
    const revoked = revokeRoot(alice.enrolment, stampAt(carol.person, start + 3 * day));
    const registry = registryOf([revoked, confirmed(carol, alice), confirmed(dave, alice, start + 4 * day)]);
    expect(judged(registry, alice, start + 3 * day - 1).kind).toBe('counts');
    expect(flawOf(judged(registry, alice))).toBe('revoked');
    expect(judged(registry, carol).kind).toBe('counts');
    const daves = judged(registry, dave);
    expect(daves).toEqual({
      kind: 'refused',
      flaw: 'no-way-to-a-root',
      because: { credentialId: alice.key.credentialId, flaw: 'revoked' },
    });
  });
});

describe('a device does not count', () => {
  test('that nobody knows, that nobody confirmed, or that was revoked before', () => {
    expect(flawOf(judged(registryOf([]), carol))).toBe('unknown-device');
    expect(flawOf(judged(registryOf([proposed(carol)]), carol))).toBe('unconfirmed');
    const revoked = revokeDevice(proposed(carol), stampAt(carol.person, start + 1));
    expect(flawOf(judged(registryOf([revoked]), carol))).toBe('revoked');
    expect(flawOf(judged(registryOf([revoked]), carol, start))).toBe('unconfirmed');
  });

  test.each(['staging', 'other'])('of the stage %s', (stage) => {
    const stranger = ownerNamed('carol@example.com', carol.key, { stage });
    expect(flawOf(judged(registryOf([confirmed(stranger, alice)]), carol))).toBe('other-place');
  });

  test('of another domain', () => {
    const stranger = ownerNamed('carol@example.com', carol.key, { rpId: 'example.com' });
    expect(flawOf(judged(registryOf([confirmed(stranger, alice)]), carol))).toBe('other-place');
  });

  test('whose confirmation somebody else signed', () => {
    const mallory = ownerNamed('alice@example.com');
    const forged = say(mallory.key, confirmationOf(carol.enrolment, alice.person)).word;
    const word = { ...forged, credentialId: alice.key.credentialId };
    const device = confirmDevice(proposed(carol), { stamp: stampAt(alice.person, start), word, actsFrom: start + day });
    expect(flawOf(judged(registryOf([device]), carol))).toBe('confirmation-invalid');
  });

  test('whose confirmation was of another device, or taken at another time', () => {
    const { word } = say(alice.key, confirmationOf(dave.enrolment, alice.person));
    const of = (at: number, given = word) =>
      confirmDevice(proposed(carol), { stamp: stampAt(alice.person, at), word: given, actsFrom: at + day });
    expect(flawOf(judged(registryOf([of(start)]), carol))).toBe('confirmation-invalid');
    const right = say(alice.key, confirmationOf(carol.enrolment, alice.person), { at: start + day }).word;
    expect(flawOf(judged(registryOf([of(start, right)]), carol))).toBe('confirmation-invalid');
    expect(judged(registryOf([of(start + day, right)]), carol).kind).toBe('counts');
  });

  test('that its own owner confirmed with another device', () => {
    const second = ownerNamed('alice@example.com');
    const { word } = say(alice.key, confirmationOf(second.enrolment, alice.person));
    const by = { stamp: stampAt(alice.person, start), word, actsFrom: start + day };
    expect(() => confirmDevice(proposed(second), by)).toThrow('another person confirms a device');
    const inCapitals = stampAt(personNamed('ALICE@example.com'), start);
    expect(() => confirmDevice(proposed(second), { ...by, stamp: inCapitals })).toThrow('another person');
  });

  test('of a registry that is whole, with roots of its own', () => {
    const mallory = ownerNamed('mallory@example.com');
    const registry = registryOf([confirmed(carol, mallory), confirmed(mallory, carol)]);
    expect(flawOf(judged(registry, carol))).toBe('no-way-to-a-root');
    const root = revokeRoot(mallory.enrolment, stampAt(mallory.person, start + 5 * day));
    expect(flawOf(judged(registryOf([root]), mallory, start))).toBe('incoherent');
    expect(flawOf(judged(registryOf([root, confirmed(carol, mallory)]), carol))).toBe('no-way-to-a-root');
  });

  test('whose way goes round in a circle, or is too long', () => {
    const people = Array.from({ length: 10 }, (_, index) => ownerNamed(`person-${index}@example.com`));
    const devices = people.map((each, index) => confirmed(each, people[index - 1] ?? alice, start + index * day));
    const registry = registryOf(devices);
    const at = start + 30 * day;
    expect(people.map((each) => judged(registry, each, at).kind)).toEqual([
      ...Array.from({ length: 8 }, () => 'counts'),
      ...Array.from({ length: 2 }, () => 'refused'),
    ]);
    const free = { ...registryOf([confirmed(carol, dave), confirmed(dave, carol)]), leastDelay: 0 };
    const instant = [carol, dave].map((each, index) => {
      const by = index === 0 ? dave : carol;
      const { word } = say(by.key, confirmationOf(each.enrolment, by.person));
      return confirmDevice(proposed(each), { stamp: stampAt(by.person, start), word, actsFrom: start });
    });
    const inCircle = { ...free, devices: registryOf(instant).devices };
    expect(flawOf(judged(inCircle, carol))).toBe('no-way-to-a-root');
  });

  test('that is incoherent, or that says something else of a root', () => {
    const device = confirmed(carol, alice);
    const unlocked = { ...device, digest: 'a'.repeat(64) };
    expect(flawOf(judged(registryOf([unlocked]), carol))).toBe('incoherent');
    const other = ownerNamed('alice@example.com', alice.key, { name: 'Phone' });
    const registry = registryOf([revokeRoot(other.enrolment, stampAt(carol.person, start))]);
    expect(flawOf(judged(registry, alice))).toBe('incoherent');
    expect(flawOf(judged(registryOf([proposed(alice)]), alice))).toBe('incoherent');
  });

  test('under the id of another one', () => {
    const registry = registryOf([]);
    const devices = new Map([[dave.key.credentialId, confirmed(carol, alice)]]);
    expect(flawOf(judged({ ...registry, devices }, dave))).toBe('unknown-device');
  });
});

describe('verified confirmations', () => {
  test('are kept, as many as it is told to, and only those that are right', () => {
    const registry = registryOf([confirmed(carol, alice), confirmed(dave, bob)]);
    judged(registry, carol);
    judged(registry, carol);
    expect(registry.verified.size).toBe(1);
    judged(registry, dave);
    expect(registry.verified.size).toBe(2);
    const small = { ...registry, verified: new VerifiedConfirmations(1) };
    expect([judged(small, carol).kind, judged(small, dave).kind, judged(small, carol).kind]).toEqual(
      Array.from({ length: 3 }, () => 'counts'),
    );
    expect(small.verified.size).toBe(1);
    const elsewhere = { ...registry, place: { ...place, origin: 'https://other.example.com' } };
    expect(flawOf(judged(elsewhere, carol))).toBe('confirmation-invalid');
    expect(registry.verified.size).toBe(2);
  });
});

describe('a word counts', () => {
  const registry = registryOf([confirmed(carol, alice)]);
  const question = (owner: Owner, at: number, changes: Partial<WordQuestion> = {}): WordQuestion => ({
    ...say(owner.key, approvalBy(owner.person), { at }),
    ...changes,
  });
  const flaw = (asked: WordQuestion, by = registry) => {
    const judgement = judgeWord(by, asked);
    return judgement.kind === 'refused' ? judgement.flaw : undefined;
  };

  test('of a device in force, with the way to its root', () => {
    expect(judgeWord(registry, question(carol, later))).toEqual({
      kind: 'counts',
      enrolment: carol.enrolment,
      way: ids([carol, alice]),
      signCount: 0,
      isBackedUp: false,
    });
  });

  test('only of the person whose device it is', () => {
    const asBob = say(carol.key, approvalBy(bob.person), { at: later });
    expect(flaw(asBob)).toBe('other-person');
  });

  test('only with a device that was in force then, and is when it has to be', () => {
    expect(flaw(question(carol, start + minute))).toBe('not-yet-in-force');
    const revoked = registryOf([revokeDevice(confirmed(carol, alice), stampAt(bob.person, later + minute))]);
    expect(flaw(question(carol, later), revoked)).toBeUndefined();
    expect(flaw(question(carol, later, { stillAt: later + minute }), revoked)).toBe('revoked');
  });

  test('only for what it was given, while it was good', () => {
    const said = approvalBy(carol.person);
    expect(flaw(question(carol, later, { said: { ...said, subject: { id: 'inv-2', digest: 'a'.repeat(64) } } }))).toBe(
      'wrong-challenge',
    );
    expect(flaw(question(carol, later, { takenAt: later + 6 * minute }))).toBe('expired');
  });

  test('only of a device whose key can be copied as much as it could', () => {
    const copied = say(carol.key, approvalBy(carol.person), { at: later, deviations: { isBackupEligible: true } });
    expect(flaw(copied)).toBe('backup-eligibility-changed');
  });

  test('once a nonce', () => {
    const of = (owner: Owner, nonce: string) => say(owner.key, approvalBy(owner.person), { at: later, nonce });
    const kinds = judgeWords(registry, [of(carol, nonceOf('a')), of(alice, nonceOf('a')), of(bob, nonceOf('b'))]).map(
      (each) => (each.kind === 'refused' ? each.flaw : each.kind),
    );
    expect(kinds).toEqual(['counts', 'nonce-used-twice', 'counts']);
  });
});
