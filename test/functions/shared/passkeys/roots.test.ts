import { describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../../../functions/shared/core/canonical-digest.ts';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import type { Enrolment } from '../../../../functions/shared/passkeys/enrolment.ts';
import { parseRoot, parseRoots, printRoot } from '../../../../functions/shared/passkeys/roots.ts';
import { createSoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';
import { ownerNamed, place } from './support/people.ts';

const alice = ownerNamed('alice@example.com').enrolment;
const bob = ownerNamed('bob@example.com', createSoftwareKey('EdDSA')).enrolment;

const parse = (lines: readonly string[]) => parseRoots(lines, place, 'passkeys.roots');

function flawsOf(attempt: () => unknown): readonly string[] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.flaws.map(({ field, reason }) => `${field} ${reason}`);
    throw error;
  }
  return [];
}

const lineOf = (value: object | string) =>
  `passkey:v1:${Buffer.from(typeof value === 'string' ? value : canonicalJson(value)).toString('base64url')}`;

describe('a root', () => {
  test('is one line that can be pasted, and is read as it was printed', () => {
    expect(printRoot(alice)).toMatch(/^passkey:v1:[A-Za-z0-9_-]+$/);
    expect(parseRoot(printRoot(alice), 'roots.0')).toEqual(alice);
    expect(parse([printRoot(alice), printRoot(bob)])).toEqual([alice, bob]);
  });

  test.each<[string, string, string]>([
    ['of another sort', 'ssh-ed25519 AAAA', 'roots.0 is not the line of a device'],
    ['cut off', printRoot(alice).slice(0, -1), 'roots.0'],
    ['with padding', `${printRoot(alice)}=`, 'roots.0 was cut off or changed'],
    ['of no JSON', lineOf('{"'), 'roots.0 not JSON'],
    ['with a field twice', lineOf(`{"name":"a",${canonicalJson(alice).slice(1)}`), 'name is there twice'],
    ['in another order', lineOf(JSON.stringify(alice)), 'roots.0 was changed'],
    ['with another field', lineOf({ ...alice, isRoot: true }), 'roots.0.isRoot unknown field'],
    ['without a field', lineOf({ ...alice, name: undefined }), 'roots.0.name is missing'],
    [
      'with a key of another algorithm',
      lineOf({ ...alice, algorithm: 'RS256' }),
      'roots.0.publicKey is not a key that is taken',
    ],
  ])('%s is refused', (_, line, flaw) => {
    const flaws = flawsOf(() => parseRoot(line, 'roots.0'));
    expect(flaws).toHaveLength(1);
    expect(flaws[0]).toContain(flaw);
  });
});

describe('the roots of a stage', () => {
  const flawsOfAll = (roots: readonly Enrolment[]) => flawsOf(() => parse(roots.map(printRoot)));

  test('are of two people', () => {
    const second = ownerNamed('ALICE@example.com').enrolment;
    const elsewhere = { ...bob, person: { ...bob.person, issuer: 'https://other.example.com' } };
    for (const roots of [[], [alice], [alice, second], [alice, elsewhere]])
      expect(flawsOfAll(roots)).toEqual(['passkeys.roots are not of two people']);
  });

  test('are each there once, and of this stage and domain', () => {
    const again = { ...bob, credentialId: alice.credentialId };
    expect(flawsOfAll([alice, again, { ...bob, publicKey: alice.publicKey, algorithm: 'ES256' }])).toEqual([
      'passkeys.roots.1 is there twice',
      'passkeys.roots.2 is there twice',
    ]);
    expect(flawsOfAll([alice, { ...bob, stage: 'staging', rpId: 'example.com' }])).toEqual([
      'passkeys.roots.1.stage is another stage',
      'passkeys.roots.1.rpId is another domain',
    ]);
  });

  test('are refused with all that is wrong', () => {
    expect(flawsOf(() => parse(['x', printRoot(alice), 'y']))).toEqual([
      'passkeys.roots.0 is not the line of a device',
      'passkeys.roots.2 is not the line of a device',
    ]);
  });
});
