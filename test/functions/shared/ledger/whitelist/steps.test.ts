import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { isTreasuryError } from '../../../../../functions/shared/core/errors.ts';
import type { Evidence, Target, WhitelistEntry } from '../../../../../functions/shared/ledger/whitelist/entry.ts';
import { isValidHistory } from '../../../../../functions/shared/ledger/whitelist/lifecycle.ts';
import {
  activate,
  addConfirmation,
  addProof,
  confirmationsMax,
  createProposedEntry,
  isUsable,
  markListed,
  proofsMax,
  revoke,
} from '../../../../../functions/shared/ledger/whitelist/steps.ts';
import { noon } from '../../../../support/clock.ts';
import { acme } from '../../../../support/whitelist.ts';

const hourMs = 3_600_000;
const by = (name: string, at = noon) => ({ by: `${name}@example.com`, at });
const bank: Target = { kind: 'bank', coin: 'USD', bankAccount: '0128750123456' };
const document: Evidence = { kind: 'document', text: 'statement of 2026-10, seen at the branch' };
const payment = {
  kind: 'micro-payment',
  quantity: amount('1'),
  depositAddress: '0xFF1A178826Bb8BEf49e22aA591B6D929c6a2Cd63',
  depositAmount: amount('0.0042'),
} satisfies Evidence;

const proposed = (target: Target = acme, name = 'wanda') =>
  createProposedEntry({ id: 'acme', target, lookAlikes: [], ...by(name) });
const proven = (target: Target = acme, name = 'wanda') =>
  addProof(proposed(target, name), target.kind === 'bank' ? document : payment, by('wanda'));
const confirmed = (target?: Target) => addConfirmation(proven(target), proven(target).digest, hourMs, by('walter'));
const coolingOff = () => markListed(confirmed(), hourMs, by('whitelist'));
const active = () => activate(coolingOff(), hourMs, by('whitelist', noon + hourMs));

function failure(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (isTreasuryError(error)) return error.code;
    throw error;
  }
  throw new Error('it was taken');
}

describe('an address', () => {
  test('goes from its proposal to active, one version and one history entry a step', () => {
    const entry = active();
    expect(entry.history.map(({ to }) => to)).toEqual(['proposed', 'proving', 'confirmed', 'cooling-off', 'active']);
    expect(entry.version).toBe(entry.history.length);
    expect(entry).toMatchObject({
      proposedBy: 'wanda@example.com',
      proofs: [{ kind: 'micro-payment', depositAmount: '0.0042', by: 'wanda@example.com' }],
      confirmations: [{ by: 'walter@example.com', at: noon }],
    });
  });

  test('is usable when its cool-off is over, whether or not somebody wrote that down, and never before', () => {
    const entry = coolingOff();
    expect(entry.state).toEqual({ status: 'cooling-off', until: noon + hourMs });
    expect(isUsable(entry, hourMs, noon + hourMs - 1)).toBe(false);
    expect(isUsable(entry, hourMs, noon + hourMs)).toBe(true);
    expect(activate(entry, hourMs, by('whitelist', noon + hourMs - 1))).toBe(entry);
    for (const before of [proposed(), proven(), confirmed()])
      expect(isUsable(before, hourMs, noon + 365 * 24 * hourMs)).toBe(false);
  });

  test('cools off for longer where the policy asks for more since, and never for less', () => {
    const entry = coolingOff();
    expect(isUsable(entry, 2 * hourMs, noon + 2 * hourMs - 1)).toBe(false);
    expect(activate(entry, 2 * hourMs, by('whitelist', noon + 2 * hourMs - 1))).toBe(entry);
    expect(isUsable(entry, 2 * hourMs, noon + 2 * hourMs)).toBe(true);
    expect(isUsable(entry, 1_000, noon + hourMs - 1)).toBe(false);
  });

  test('waits, once confirmed, for the exchange to list it', () => {
    expect(confirmed().state).toEqual({ status: 'confirmed' });
    expect(markListed(proven(), hourMs, by('whitelist')).state).toEqual({ status: 'proving' });
    expect(markListed(active(), hourMs, by('whitelist')).state).toEqual({ status: 'active' });
  });
});

test('a bank account, which the exchange does not list, cools off from its confirmation on', () => {
  expect(confirmed(bank).state).toEqual({ status: 'cooling-off', until: noon + hourMs });
});

describe('a confirmation', () => {
  test.each(['wanda', 'Wanda', 'WANDA'])('is not taken from %s, who proposed it', (name) => {
    expect(failure(() => addConfirmation(proven(), proven().digest, hourMs, by(name)))).toBe('own-entry');
  });

  test('of an entry that a deploy brought is taken from anybody, also from who proved it', () => {
    const entry = createProposedEntry({ id: 'acme', target: acme, lookAlikes: [], by: 'config', at: noon });
    const shown = addProof(entry, payment, by('wanda'));
    expect(addConfirmation(shown, shown.digest, hourMs, by('wanda')).state.status).toBe('confirmed');
  });

  test('is not taken blindly: the digest of what was seen comes back', () => {
    const other = createProposedEntry({ id: 'acme-2', target: acme, lookAlikes: [], ...by('wanda') });
    for (const digest of ['', 'f'.repeat(64), other.digest]) {
      expect(failure(() => addConfirmation(proven(), digest, hourMs, by('walter')))).toBe('digest-mismatch');
    }
  });

  test('is not taken before there is a proof', () => {
    expect(failure(() => addConfirmation(proposed(), proposed().digest, hourMs, by('walter')))).toBe('whitelist-state');
  });

  test('by the same person again changes nothing', () => {
    const entry = confirmed();
    for (const name of ['walter', 'WALTER']) expect(addConfirmation(entry, entry.digest, hourMs, by(name))).toBe(entry);
  });

  test.each<[string, () => WhitelistEntry]>([
    ['confirmed', confirmed],
    ['cooling-off', coolingOff],
    ['active', active],
  ])('by one more person is kept while it is %s, and moves nothing', (_status, make) => {
    const entry = make();
    const twice = addConfirmation(entry, entry.digest, 99 * hourMs, by('xaver', noon + 9 * hourMs));
    expect(twice.state).toEqual(entry.state);
    expect(twice.confirmations.map((each) => each.by)).toEqual(['walter@example.com', 'xaver@example.com']);
  });

  test('is not taken once it is revoked, not even again', () => {
    const entry = revoke(confirmed(), by('oscar'));
    for (const name of ['walter', 'xaver']) {
      expect(failure(() => addConfirmation(entry, entry.digest, hourMs, by(name)))).toBe('whitelist-state');
    }
  });

  test('is one of a bounded number', () => {
    let entry = confirmed();
    for (let each = 1; each < confirmationsMax; each += 1)
      entry = addConfirmation(entry, entry.digest, hourMs, by(`x${each}`));
    expect(failure(() => addConfirmation(entry, entry.digest, hourMs, by('late')))).toBe('whitelist-full');
  });
});

describe('a proof', () => {
  test('that is the same again changes nothing', () => {
    expect(addProof(proven(), payment, by('xaver', noon + 1))).toEqual(proven());
  });

  test('of the wrong kind shows nothing', () => {
    expect(failure(() => addProof(proposed(), document, by('wanda')))).toBe('invalid-input');
    expect(failure(() => addProof(proposed(bank), payment, by('wanda')))).toBe('invalid-input');
  });

  test.each<[string, () => WhitelistEntry]>([
    ['confirmed', confirmed],
    ['cooling-off', coolingOff],
    ['active', active],
    ['revoked', () => revoke(proven(), by('oscar'))],
  ])('is not taken any more when it is %s', (_status, make) => {
    expect(failure(() => addProof(make(), payment, by('wanda')))).toBe('whitelist-state');
  });

  test('is one of a bounded number', () => {
    const other = (number: number): Evidence => ({ ...payment, quantity: amount(String(number)) });
    let entry = proposed();
    for (let number = 1; number <= proofsMax; number += 1) entry = addProof(entry, other(number), by('wanda'));
    expect(failure(() => addProof(entry, other(proofsMax + 1), by('wanda')))).toBe('whitelist-full');
  });
});

test.each<[string, () => WhitelistEntry]>([
  ['proposed', proposed],
  ['proving', proven],
  ['confirmed', confirmed],
  ['cooling-off', coolingOff],
  ['active', active],
])('an entry that is %s is revoked at once and for good', (_status, make) => {
  const entry = revoke(make(), by('oscar'));
  expect(entry.state).toEqual({ status: 'revoked' });
  expect(isUsable(entry, hourMs, noon + 365 * 24 * hourMs)).toBe(false);
  expect(revoke(entry, by('olga'))).toBe(entry);
  expect(markListed(entry, hourMs, by('whitelist'))).toBe(entry);
  expect(activate(entry, hourMs, by('whitelist', noon + 365 * 24 * hourMs))).toBe(entry);
});

/* Whoever does whatever in whatever order. */
describe('in every order of steps', () => {
  const person = fc.constantFrom('wanda', 'WANDA', 'walter', 'xaver', 'oscar');
  const doing = fc.record({
    what: fc.constantFrom('prove', 'confirm', 'blind', 'list', 'activate', 'revoke'),
    who: person,
    wait: fc.integer({ min: 0, max: 2 * hourMs }),
  });
  const lives = fc.record({ steps: fc.array(doing, { maxLength: 25 }), isBank: fc.boolean() });

  function live({ steps, isBank }: { steps: { what: string; who: string; wait: number }[]; isBank: boolean }) {
    let entry = proposed(isBank ? bank : acme);
    let at = noon;
    for (const { what, who, wait } of steps) {
      at += wait;
      try {
        entry = step(entry, what, by(who, at));
      } catch (error) {
        if (!isTreasuryError(error)) throw error;
      }
    }
    return { entry, at };
  }

  function step(entry: WhitelistEntry, what: string, doing: { by: string; at: number }): WhitelistEntry {
    switch (what) {
      case 'prove':
        return addProof(
          entry,
          entry.target.kind === 'bank' ? document : { ...payment, quantity: amount(String(doing.at)) },
          doing,
        );
      case 'confirm':
        return addConfirmation(entry, entry.digest, hourMs, doing);
      case 'blind':
        return addConfirmation(entry, '0'.repeat(64), hourMs, doing);
      case 'list':
        return markListed(entry, hourMs, doing);
      case 'activate':
        return activate(entry, hourMs, doing);
      default:
        return revoke(entry, doing);
    }
  }

  test('what is usable was proven, confirmed by another person, and cooled off for as long as it must', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { entry, at } = live(life);
        if (!isUsable(entry, hourMs, at)) return;
        const [first] = entry.confirmations;
        expect(entry.proofs.length).toBeGreaterThan(0);
        expect(first?.by.toLowerCase()).not.toBe('wanda@example.com');
        const began = entry.history.find(({ until }) => until !== undefined);
        expect(began?.step).toBe(life.isBank ? 'confirm' : 'list');
        expect(at - (began?.at ?? at)).toBeGreaterThanOrEqual(hourMs);
        expect(entry.history.every((each) => each.step !== 'revoke')).toBe(true);
      }),
    );
  });

  test('the history is whole, has one entry a version, and nobody in it confirms twice', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { entry } = live(life);
        expect(isValidHistory(entry.digest, entry.history)).toBe(true);
        expect(entry.version).toBe(entry.history.length);
        const names = entry.confirmations.map((each) => each.by.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  test('no entry of the history can be taken out, changed or put elsewhere', () => {
    fc.assert(
      fc.property(lives, fc.nat(), fc.nat(), ({ ...life }, where, other) => {
        const { entry } = live(life);
        const { history, digest } = entry;
        const index = where % history.length;
        // The last one is bound by nothing after it: what it says decides where the entry stands.
        if (index === history.length - 1) return;
        const without = history.filter((_, each) => each !== index);
        const changed = history.map((each, place) => (place === index ? { ...each, by: 'eve@example.com' } : each));
        const moved = [
          ...without.slice(0, other % history.length),
          ...history.slice(index, index + 1),
          ...without.slice(other % history.length),
        ];
        expect(isValidHistory(digest, without)).toBe(false);
        expect(isValidHistory(digest, changed)).toBe(false);
        if (other % history.length !== index) expect(isValidHistory(digest, moved)).toBe(false);
      }),
    );
  });
});
