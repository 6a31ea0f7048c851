import { describe, expect, test } from '@jest/globals';
import type { Me, Role } from '../../../../../console/app/me.ts';
import {
  lastCharacters,
  mayConfirm,
  mayProve,
  mayRevoke,
  nextStep,
} from '../../../../../console/pages/requests/destinations/entry-steps.ts';
import { inOrder, search, statusesFor } from '../../../../../console/pages/requests/destinations/order.ts';
import { bankDestination, cryptoDestination } from '../destination-fixture.ts';

const person = (name: string, ...roles: Role[]): Me => ({ person: name, groups: [], roles: new Set(roles) });
const erin = person('erin@example.com', 'whitelister');
const at = '2026-11-20T10:00:00.000Z';

describe('who may confirm a destination', () => {
  test.each([
    ['another whitelister', { status: 'proving' }, erin, 'yes'],
    ['also later, as one more', { status: 'active' }, erin, 'yes'],
    [
      'not who proposed it, whatever the capitals',
      { status: 'proving' },
      person('Dave@example.com', 'whitelister'),
      'own',
    ],
    ['nobody before it is proven', { status: 'proposed' }, erin, 'unproven'],
    ['nobody once it is revoked', { status: 'revoked' }, erin, 'revoked'],
    ['no other role', { status: 'proving' }, person('bob@example.com', 'approver', 'operator'), 'not-whitelister'],
    ['nobody twice', { status: 'active', confirmations: [{ by: 'Erin@example.com', at }] }, erin, 'already'],
  ] as const)('%s', (_who, changes, me, expected) => {
    expect(mayConfirm(cryptoDestination(changes), me)).toBe(expected);
  });

  test('who did without a signature may again, where one is asked for', () => {
    const unsigned = { by: 'erin@example.com', at };
    const confirmedBy = (confirmation: typeof unsigned & { device?: string }) =>
      mayConfirm(cryptoDestination({ status: 'active', confirmations: [confirmation] }), erin, true);
    expect(confirmedBy(unsigned)).toBe('yes');
    expect(confirmedBy({ ...unsigned, device: 'a' })).toBe('already');
  });
});

describe('a destination', () => {
  test('says what is missing', () => {
    const step = (changes: Parameters<typeof cryptoDestination>[0]) => nextStep(cryptoDestination(changes));
    expect(step({ status: 'proposed' })).toEqual({ step: 'prove' });
    expect(step({ status: 'proving' })).toEqual({ step: 'confirm', notBy: 'dave@example.com' });
    expect(step({ status: 'proving', proposedBy: 'config' })).toEqual({ step: 'confirm', notBy: undefined });
    expect(step({ status: 'confirmed' })).toEqual({ step: 'listing' });
    expect(step({ status: 'cooling-off', until: at, usable: false })).toEqual({ step: 'cool-off', until: at });
    expect(step({ status: 'cooling-off', until: at, usable: true })).toEqual({ step: 'nothing' });
    expect(step({ status: 'revoked' })).toEqual({ step: 'new-id' });
  });

  test('is proven by a whitelister before it is confirmed, and revoked by an operator too', () => {
    const operator = person('frank@example.com', 'operator');
    expect(mayProve(cryptoDestination({ status: 'proposed' }), erin)).toBe(true);
    expect(mayProve(cryptoDestination({ status: 'confirmed' }), erin)).toBe(false);
    expect(mayProve(cryptoDestination({ status: 'proposed' }), operator)).toBe(false);
    expect(mayRevoke(cryptoDestination(), operator)).toBe(true);
    expect(mayRevoke(cryptoDestination({ status: 'revoked' }), erin)).toBe(false);
    expect(mayRevoke(cryptoDestination(), person('alice@example.com', 'requester'))).toBe(false);
  });

  test('is confirmed by its last eight characters', () => {
    expect(lastCharacters('0x52908400098527886E0F7030069857D2E4169EE7')).toBe('E4169EE7');
  });

  test('that waits for a person stands first for who keeps the whitelist', () => {
    expect(statusesFor(erin).slice(0, 2)).toEqual(['proving', 'proposed']);
    expect(statusesFor(person('alice@example.com', 'requester'))[0]).toBe('active');
  });

  test('that can be paid stands first, and is found by any of its words', () => {
    const entries = [
      cryptoDestination({ id: 'b', status: 'revoked' }),
      cryptoDestination({ id: 'c', status: 'proving' }),
      bankDestination,
      cryptoDestination({ id: 'a' }),
    ];
    expect(inOrder(entries).map(({ id }) => id)).toEqual(['a', 'house-bank-usd', 'c', 'b']);
    const ofConfig = cryptoDestination({ id: '0', proposedBy: 'config' });
    expect(inOrder([ofConfig, ...entries]).map(({ id }) => id)).toEqual(['a', 'house-bank-usd', '0', 'c', 'b']);
    expect(search(entries, 'usd 0042').map(({ id }) => id)).toEqual(['house-bank-usd']);
    expect(search(entries, '0X5290840009 eth').map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });
});
