import { describe, expect, test } from '@jest/globals';
import type { Role } from '../../../../../console/app/me.ts';
import { timeLeft } from '../../../../../console/pages/payments/waiting/time-left.ts';
import {
  arrivals,
  type DepositAddress,
  type Entry,
  inOrder,
  keyOf,
  type Month,
  type Pause,
  type WaitingItem,
} from '../../../../../console/pages/payments/waiting/waiting-item.ts';
import {
  addressesFor,
  destinationsFor,
  lastMonth,
  monthFor,
  othersMissing,
  resumesFor,
} from '../../../../../console/pages/payments/waiting/waits-for.ts';
import { exampleEntry, exampleInstruction } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';

const me = (person: string, ...roles: Role[]) => ({ person, roles: new Set(roles) });
const entry = (status: Entry['status'], proposedBy = 'wanda@example.com'): Entry => ({
  ...exampleEntry,
  status,
  proposedBy,
});

describe('a destination waits for', () => {
  const walter = me('Walter@example.com', 'whitelister');

  test.each<[Entry['status'], string, string | undefined]>([
    ['proposed', 'walter@example.com', 'prove'],
    ['proving', 'wanda@example.com', 'confirm'],
    ['proving', 'walter@example.com', undefined],
    ['confirmed', 'wanda@example.com', undefined],
    ['active', 'wanda@example.com', undefined],
    ['revoked', 'wanda@example.com', undefined],
  ])('a whitelister where it is %s and of %s: %s', (status, by, step) => {
    const steps = destinationsFor([entry(status, by)], walter).map((item) => 'step' in item && item.step);
    expect(steps).toEqual(step === undefined ? [] : [step]);
  });

  test('nobody who does not keep the whitelist', () => {
    expect(destinationsFor([entry('proposed')], me('bob@example.com', 'approver'))).toEqual([]);
  });
});

describe('a resume waits for', () => {
  const at = '2026-11-20T10:00:00.000Z';
  const pause = (resumeBy?: string): Pause => ({
    scope: 'all',
    reason: 'odd',
    digest: 'a'.repeat(64),
    by: 'olga@example.com',
    at,
    inForceAt: at,
    ...(resumeBy === undefined ? {} : { resume: { by: resumeBy, at } }),
  });

  test('another person of the roles that resume, and for nobody as long as none is proposed', () => {
    const otto = me('otto@example.com', 'operator');
    expect(resumesFor([pause('olga@example.com')], otto)).toHaveLength(1);
    expect(resumesFor([pause('OTTO@example.com'), pause()], otto)).toEqual([]);
    expect(resumesFor([pause('olga@example.com')], me('alice@example.com', 'requester'))).toEqual([]);
  });
});

describe('a changed deposit address waits for', () => {
  const at = '2026-11-20T10:00:00.000Z';
  const address = { coin: 'USDT', chain: 'ETH', address: '0x52908400098527886E0F7030069857D2E4169EE7', firstSeen: at };
  const accepted: DepositAddress = { ...address, tag: undefined, proposal: { by: 'olga@example.com', at } };

  test.each<[string, readonly Role[], boolean]>([
    ['walter@example.com', ['whitelister'], true],
    ['bob@example.com', ['approver'], true],
    ['OLGA@example.com', ['approver', 'whitelister'], false],
    ['frank@example.com', ['operator', 'requester', 'auditor'], false],
  ])('the second person who may accept it: %s as %s: %s', (person, roles, waits) => {
    expect(addressesFor([accepted], me(person, ...roles))).toHaveLength(waits ? 1 : 0);
  });

  test('nobody as long as nobody has accepted it', () => {
    expect(addressesFor([{ ...address, tag: undefined }], me('walter@example.com', 'whitelister'))).toEqual([]);
  });
});

describe('a month waits for', () => {
  const digest = 'a'.repeat(64);
  const signed = { by: 'bob@example.com', at: '2026-11-01T10:00:00.000Z', digest };
  const month = (changes: Partial<Month> = {}) =>
    ({ month: '2026-10', state: 'open', digest, signOffs: [signed], obstacles: [], ...changes }) as Month;
  const carol = me('carol@example.com', 'approver');

  test('the second approver of what the first one signed', () => {
    expect(monthFor(month(), carol)).toHaveLength(1);
    expect(monthFor(month(), me('Bob@example.com', 'approver'))).toEqual([]);
    expect(monthFor(month(), me('erin@example.com', 'auditor'))).toEqual([]);
  });

  test.each<[string, Partial<Month>]>([
    ['it is closed', { state: 'closed' }],
    ['nobody signed it', { signOffs: [] }],
    ['it changed since it was signed', { digest: 'b'.repeat(64) }],
    ['something is in its way', { obstacles: ['a day is missing'] }],
  ])('nobody where %s', (_why, changes) => {
    expect(monthFor(month(changes), carol)).toEqual([]);
  });

  test('is the one before, also in January', () => {
    expect(lastMonth(new Date('2027-01-31T23:59:59Z'))).toBe('2026-12');
    expect(lastMonth(new Date('2026-11-30T00:00:00Z'))).toBe('2026-10');
  });
});

describe('who is missing besides somebody', () => {
  test('is one less, and without one group of theirs', () => {
    const missing = { people: 2, groups: ['treasury', 'finance'] };
    expect(othersMissing(missing, ['finance'])).toEqual({ people: 1, groups: ['treasury'] });
    expect(othersMissing(missing, ['finance', 'treasury'])).toEqual({ people: 1, groups: ['finance'] });
    expect(othersMissing({ people: 0, groups: [] }, ['finance'])).toEqual({ people: 0, groups: [] });
  });
});

describe('the list', () => {
  const payment = (kind: 'doubt' | 'approval', id: string, createdAt: string): WaitingItem =>
    ({ kind, instruction: { ...exampleInstruction, id, createdAt } }) as WaitingItem;
  const items = [
    payment('approval', 'young', '2026-11-20T11:00:00.000Z'),
    payment('approval', 'old', '2026-11-20T10:00:00.000Z'),
    payment('doubt', 'odd', '2026-11-20T12:00:00.000Z'),
  ];

  test('has money in doubt first, and then what expires first', () => {
    expect(inOrder(items).map(keyOf)).toEqual(['doubt odd', 'approval old', 'approval young']);
  });

  test('has destinations that a confirmation brings on before those of the configuration', () => {
    const destinations: readonly WaitingItem[] = [
      { kind: 'destination', step: 'prove', entry: { ...entry('proposed', 'config'), id: 'configured' } },
      { kind: 'destination', step: 'prove', entry: { ...entry('proposed'), id: 'proposed' } },
      { kind: 'destination', step: 'confirm', entry: { ...entry('proving'), id: 'proven' } },
    ];
    expect(inOrder(destinations).map(keyOf)).toEqual([
      'destination proven confirm',
      'destination proposed prove',
      'destination configured prove',
    ]);
  });

  test('tells what came, also where a payment comes back in another way', () => {
    const back = payment('doubt', 'old', '2026-11-20T10:00:00.000Z');
    expect(arrivals(items, [...items, back])).toEqual([back]);
  });
});

describe('the time that is left', () => {
  test.each([
    ['2026-11-20T10:35:59.000Z', { value: 35, unit: 'minute' }],
    ['2026-11-20T11:59:59.000Z', { value: 119, unit: 'minute' }],
    ['2026-11-20T12:00:00.000Z', { value: 2, unit: 'hour' }],
    ['2026-11-22T09:59:00.000Z', { value: 47, unit: 'hour' }],
    ['2026-11-23T09:00:00.000Z', { value: 2, unit: 'day' }],
    ['2026-11-20T09:00:00.000Z', { value: 0, unit: 'minute' }],
  ])('until %s is never more than there is', (until, left) => {
    expect(timeLeft(until, new Date('2026-11-20T10:00:00Z'))).toEqual(left);
  });
});
