import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import { nextLink } from '../../../../functions/shared/core/history-chain.ts';
import type { Device, DeviceHistoryEntry } from '../../../../functions/shared/passkeys/device.ts';
import { incoherenceOf } from '../../../../functions/shared/passkeys/device-coherence.ts';
import { deviceSchema } from '../../../../functions/shared/passkeys/device-schema.ts';
import { stateAfter } from '../../../../functions/shared/passkeys/device-state.ts';
import {
  confirmDevice,
  proposeDevice,
  revokeDevice,
  revokeRoot,
} from '../../../../functions/shared/passkeys/device-transitions.ts';
import { stampAt } from '../../../../functions/shared/passkeys/person.ts';
import { counterFlaw } from '../../../../functions/shared/passkeys/sign-count.ts';
import { confirmationOf, confirmed, day, ownerNamed, proposed, say, start } from './support/people.ts';

const alice = ownerNamed('alice@example.com');
const bob = ownerNamed('bob@example.com');
const device = confirmed(alice, bob);
const revoked = revokeDevice(device, stampAt(bob.person, start + 2 * day));
const root = revokeRoot(alice.enrolment, stampAt(bob.person, start));
const all = [proposed(alice), device, revoked, revokeDevice(proposed(alice), stampAt(bob.person, start)), root];

describe('a device', () => {
  test('tells its whole life, and is read as it was written', () => {
    expect(revoked.state).toEqual({
      status: 'revoked',
      revokedAt: start + 2 * day,
      revokedBy: stampAt(bob.person, start + 2 * day),
      before: device.state,
    });
    expect(revoked.history.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'new proposed',
      'proposed confirmed',
      'confirmed revoked',
    ]);
    for (const each of all) expect(v.parse(deviceSchema, JSON.parse(JSON.stringify(each)))).toEqual(each);
  });

  test('takes no step twice, none backwards in time, and no other person as its owner', () => {
    const by = stampAt(bob.person, start + day);
    const { word } = say(bob.key, confirmationOf(alice.enrolment, bob.person), { at: start + day });
    const confirmation = { stamp: by, word, actsFrom: start + 2 * day };
    expect(() => proposeDevice(alice.enrolment, by)).toThrow('people propose devices of their own');
    expect(() => confirmDevice(device, confirmation)).toThrow('what is confirmed was proposed');
    expect(() => confirmDevice(proposed(alice), { ...confirmation, actsFrom: start })).toThrow('never counts before');
    expect(() => confirmDevice(proposed(alice, start + 2 * day), confirmation)).toThrow('what its history tells of');
    expect(() => revokeDevice(revoked, by)).toThrow('a device is revoked once');
  });
});

/** As somebody who writes the table can do it, with links that are right. */
function rewritten(each: Device, change: (entry: DeviceHistoryEntry) => DeviceHistoryEntry): Device {
  const history: DeviceHistoryEntry[] = [];
  for (const entry of each.history.map(change)) {
    history.push({ ...entry, version: history.length + 1, previous: nextLink(each.digest, history.at(-1)) });
  }
  return { ...each, history, version: history.length, state: stateAfter(history) ?? each.state };
}

describe('coherence', () => {
  test.each(all.map((each) => [each.history.map(({ to }) => to).join(', '), each] as const))('holds: %s', (_, each) => {
    expect(incoherenceOf(each)).toBeUndefined();
  });

  test.each<[string, Device]>([
    ['another enrolment', { ...device, enrolment: { ...alice.enrolment, name: 'Phone' } }],
    ['another state', { ...device, state: { status: 'proposed' } }],
    ['a revocation taken back in the state', { ...revoked, state: device.state }],
    ['another version', { ...device, version: 3 }],
    ['a step left out', { ...device, history: device.history.slice(1) }],
    ['no history', { ...device, history: [], version: 0 }],
    ['a changed step', { ...revoked, history: revoked.history.map((entry) => ({ ...entry, at: entry.at + 1 })) }],
    [
      'a time that goes back',
      rewritten(device, (entry) => (entry.version === 2 ? { ...entry, at: start - 1 } : entry)),
    ],
    ['the owner as who confirmed it', rewritten(device, (entry) => ({ ...entry, by: 'ALICE@example.com' }))],
    ['another proposer', rewritten(proposed(alice), (entry) => ({ ...entry, by: bob.person.by }))],
    [
      'a way that is none',
      rewritten(revoked, (entry) => (entry.version === 3 ? { ...entry, from: 'proposed', to: 'revoked' } : entry)),
    ],
  ])('is missed by %s', (_, each) => {
    expect(incoherenceOf(each)).toBeDefined();
  });
});

describe('a counter', () => {
  test('of a device that counts grows', () => {
    expect(counterFlaw(0, 0)).toBeUndefined();
    expect(counterFlaw(0, 1)).toBeUndefined();
    expect(counterFlaw(1, 0)).toBe('counter-not-grown');
    const counts = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(counts, counts, (previous, next) => {
        const isFine = (previous === 0 && next === 0) || next > previous;
        expect(counterFlaw(previous, next) === undefined).toBe(isFine);
      }),
    );
  });
});
