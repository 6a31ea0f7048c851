import { expect, test } from '@jest/globals';
import type { Me, Role } from '../../../../console/app/me.ts';
import {
  byStatus,
  type Device,
  mayConfirm,
  mayRevoke,
  newestStep,
  type Standing,
  standingOf,
} from '../../../../console/pages/rules/devices/device-view.ts';

const person = (by: string, ...roles: Role[]): Me => ({ person: by, groups: [], roles: new Set(roles) });

function device(changes: Partial<Device> = {}): Device {
  return {
    credentialId: 'A'.repeat(22),
    owner: { by: 'bob@example.com', issuer: 'https://login.example.com', claim: 'email' },
    ...{ name: 'laptop', status: 'proposed', inForce: false, flaw: 'unconfirmed', root: false },
    ...{ model: '00000000-0000-0000-0000-000000000000', algorithm: 'ES256', synced: false, backedUp: false },
    ...{ digest: 'a'.repeat(64), version: 1, line: 'passkey:v1:e30' },
    ...changes,
  };
}

test.each<[string, Partial<Device>, Standing]>([
  ['waits for another person', {}, 'proposed'],
  ['counts', { status: 'confirmed', inForce: true }, 'inForce'],
  ['counts, as the configuration names it', { status: 'root', inForce: true }, 'inForce'],
  ['counts later', { status: 'confirmed', flaw: 'not-yet-in-force' }, 'later'],
  ['counts once a restored table is accepted', { status: 'root', flaw: 'in-a-restored-table' }, 'restored'],
  ['is over', { status: 'revoked', flaw: 'revoked' }, 'revoked'],
  ['does not count for another reason', { status: 'confirmed', flaw: 'no-way-to-a-root' }, 'flawed'],
])('a device %s', (_what, changes, standing) => {
  expect(standingOf(device(changes))).toBe(standing);
});

test('another person confirms a device that is proposed, whatever their role', () => {
  expect(mayConfirm(device(), person('grace@example.com', 'auditor'))).toBe(true);
  expect(mayConfirm(device(), person('Bob@example.com', 'approver'))).toBe(false);
  expect(mayConfirm(device({ status: 'confirmed' }), person('grace@example.com'))).toBe(false);
});

test('its owner revokes a device, or one of those who stop others', () => {
  expect(mayRevoke(device(), person('Bob@example.com', 'auditor'))).toBe(true);
  for (const role of ['approver', 'whitelister', 'operator'] as const)
    expect(mayRevoke(device(), person('carol@example.com', role))).toBe(true);
  expect(mayRevoke(device(), person('alice@example.com', 'requester', 'auditor'))).toBe(false);
  expect(mayRevoke(device({ status: 'revoked' }), person('bob@example.com', 'approver'))).toBe(false);
});

test('what waits stands first, and what is over last', () => {
  const statuses = ['revoked', 'root', 'confirmed', 'proposed'] as const;
  const sorted = byStatus(statuses.map((status) => device({ status })));
  expect(sorted.map(({ status }) => status)).toEqual(['proposed', 'confirmed', 'root', 'revoked']);
});

test('the newest step of devices is the last thing that anybody did with one', () => {
  const stamp = (day: number) => ({ by: 'bob@example.com', at: `2026-11-${day}T10:00:00.000Z` });
  const devices = [device({ proposed: stamp(20), revoked: stamp(23) }), device({ confirmed: stamp(21) }), device()];
  expect(newestStep(devices)).toBe(stamp(23).at);
  expect(newestStep([device()])).toBeUndefined();
});
