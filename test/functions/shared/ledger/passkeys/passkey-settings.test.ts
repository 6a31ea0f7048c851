import { describe, expect, test } from '@jest/globals';
import { readPasskeySettings } from '../../../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import { printRoot } from '../../../../../functions/shared/passkeys/roots.ts';
import { ownerNamed } from '../../passkeys/support/people.ts';

const floor = { level: 'approvals', over: { USDT: '1000' } };
const rpId = 'treasury.example.com';
const stage = 'production';
const alice = ownerNamed('alice@example.com');
const bob = ownerNamed('bob@example.com');
const roots = [alice, bob].map(({ enrolment }) => printRoot(enrolment));
const read = (settings: object) => readPasskeySettings(JSON.stringify(settings));

describe('what a deployment says of devices', () => {
  test('is the floor, the place, the roots by their ids, and an hour at least', () => {
    const settings = read({ stage, rpId, roots, floor });
    expect(settings).toMatchObject({
      floor,
      ground: { place: { stage, rpId, origin: 'https://treasury.example.com' }, leastDelay: 3_600_000 },
    });
    expect([...(settings.ground?.roots.keys() ?? [])]).toEqual([alice, bob].map(({ key }) => key.credentialId));
  });

  test('is the floor alone without a domain', () => {
    expect(read({ stage, roots: [], floor })).toEqual({ floor });
  });

  test('lets nobody wait on this machine', () => {
    expect(read({ stage: 'local', rpId: 'localhost', roots: [], floor })).toMatchObject({
      ground: { place: { origin: 'http://localhost' }, leastDelay: 0 },
    });
  });

  test.each<[string, object]>([
    ['PASSKEYS.roots.0', { roots: ['passkey:v1:none'] }],
    ['PASSKEYS.roots', { roots: roots.slice(0, 1) }],
    ['PASSKEYS.roots.0.stage', { stage: 'sandbox' }],
    ['PASSKEYS.roots.0.rpId', { rpId: 'other.example.com' }],
    ['PASSKEYS.floor.level', { floor: { level: 'some', over: {} } }],
    ['PASSKEYS.more', { more: true }],
  ])('is refused with its field: %s', (field, changes) => {
    expect(() => read({ stage, rpId, roots, floor, ...changes })).toThrow(`${field}: `);
  });
});
