import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { iso } from '../../../../../functions/shared/core/clock.ts';
import { passkeyUseKey } from '../../../../../functions/shared/core/item-keys.ts';
import { openDeviceHeads } from '../../../../../functions/shared/ledger/passkeys/device-heads.ts';
import { openWordTaker } from '../../../../../functions/shared/ledger/passkeys/take-word.ts';
import { stampAt } from '../../../../../functions/shared/passkeys/person.ts';
import type { Said } from '../../../../../functions/shared/passkeys/statement.ts';
import { signWord } from '../../../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../../../infra/local/software-authenticator/software-key.ts';
import {
  approvalBy,
  day,
  minute,
  nonceOf,
  type Owner,
  ownerNamed,
  place,
  start,
} from '../../passkeys/support/people.ts';
import { idOf, itemKeyOf, overwrite, type PasskeyStage, startPasskeyStage } from './support/stage.ts';

let stage: PasskeyStage;
let root: Owner;

beforeEach(async () => {
  stage = await startPasskeyStage();
  [root] = stage.roots;
});
afterEach(() => stage.close());

const take = (said: Said, word: Parameters<typeof stage.words.take>[0]['word'], at = start) =>
  stage.words.take({ word, said, at });

test('a word is taken, and the same call again takes it again', async () => {
  const said = approvalBy(root.person);
  const word = await stage.signed(root, said);
  expect(await take(said, word)).toEqual({ word, enrolment: root.enrolment });
  expect(await take(said, word)).toMatchObject({ word });
});

test('of a device that counts, the same call again does not go back', async () => {
  const said = approvalBy(root.person);
  const word = await stage.signed(root, said, { deviations: { signCount: 7 } });
  await take(said, word);
  await take(said, word);
  expect(await stage.ledger.table.get(passkeyUseKey(idOf(root)))).toMatchObject({ signCount: 7 });
});

test('a stage without a domain takes none', async () => {
  const sources = { table: stage.ledger.table, heads: openDeviceHeads(stage.heads.table) };
  const bus = { publish: async () => undefined };
  const words = openWordTaker({ ...sources, settings: { floor: { level: 'off', over: {} } }, bus });
  const offered = { word: undefined, said: approvalBy(root.person), at: start };
  await expect(words.take(offered)).rejects.toMatchObject({ code: 'passkeys-unavailable' });
});

describe('people are told of a decision that was not signed,', () => {
  const told = () => stage.told.map(({ detailType, detail }) => [detailType, detail.by, detail.code]);
  const isRefused = { code: expect.stringMatching(/^passkey-/) };

  test('with what was tried, and nothing that was signed', async () => {
    const said = approvalBy(root.person);
    const word = { ...(await stage.signed(root, said)), credentialId: createSoftwareKey().credentialId };
    await expect(take(said, word)).rejects.toMatchObject({ code: 'passkey-unknown' });
    const { by } = root.person;
    const { id, digest } = said.subject;
    const detail = { by, purpose: 'payment', decision: 'approve', id, digest, device: word.credentialId };
    expect(stage.told).toEqual([{ detailType: 'PasskeyRefused', detail: { ...detail, code: 'passkey-unknown' } }]);
  });

  test('once an hour of each person and reason', async () => {
    const [, other] = stage.roots;
    const [said, saidByOther] = [approvalBy(root.person), approvalBy(other.person)];
    for (const at of [start, start + 59 * minute, start + 60 * minute]) {
      await expect(take(said, undefined, at)).rejects.toMatchObject(isRefused);
      await expect(take(saidByOther, undefined, at)).rejects.toMatchObject(isRefused);
    }
    await expect(take(said, await stage.signed(root, saidByOther))).rejects.toMatchObject(isRefused);
    const [one, two] = ['rosa@example.com', 'rui@example.com'].map((by) => ['PasskeyRefused', by, 'passkey-required']);
    expect(told()).toEqual([one, two, one, two, ['PasskeyRefused', 'rosa@example.com', 'passkey-content-differs']]);
  });
});

describe('a word is refused', () => {
  const refused = async (code: string, said: Said, word: Parameters<typeof take>[1], at = start) => {
    await expect(take(said, word, at)).rejects.toMatchObject({ code });
  };

  test('that is not there', () => refused('passkey-required', approvalBy(root.person), undefined));

  test('whose nonce nobody gave', async () => {
    const said = approvalBy(root.person);
    const expiresAt = iso(start + minute);
    const word = signWord(root.key, { ...said, stage: place.stage, nonce: nonceOf('own'), expiresAt }, place);
    await refused('passkey-nonce-unknown', said, word);
  });

  test.each<[string, (said: Said) => Said]>([
    ['another payment', (said) => ({ ...said, subject: { ...said.subject, id: 'inv-2' } })],
    ['another content', (said) => ({ ...said, subject: { ...said.subject, digest: 'b'.repeat(64) } })],
    ['another decision', (said) => ({ ...said, purpose: 'payment', decision: 'decline' })],
    ['another purpose', (said) => ({ ...said, purpose: 'destination', decision: 'confirm' })],
  ])('that was signed for %s', async (_what, other) => {
    const said = approvalBy(root.person);
    const word = await stage.signed(root, said);
    await refused('passkey-content-differs', other(said), word);
  });

  test('whose nonce was given for another thing, although this was signed with it', async () => {
    const said = approvalBy(root.person);
    const other: Said = { ...said, subject: { ...said.subject, id: 'inv-2' } };
    const { nonce, expiresAt } = await stage.signed(root, said);
    const word = signWord(root.key, { ...other, stage: place.stage, nonce, expiresAt }, place);
    await refused('passkey-nonce-unknown', other, word);
  });

  test('that is a second signature with the same nonce', async () => {
    const said = approvalBy(root.person);
    const word = await stage.signed(root, said);
    await take(said, word);
    const { nonce, expiresAt } = word;
    const second = signWord(root.key, { ...said, stage: place.stage, nonce, expiresAt }, place);
    await refused('passkey-nonce-used', said, second);
  });

  test('of which two come at once with the same nonce: one of them', async () => {
    const said = approvalBy(root.person);
    const word = await stage.signed(root, said);
    const { nonce, expiresAt } = word;
    const second = signWord(root.key, { ...said, stage: place.stage, nonce, expiresAt }, place);
    const results = await Promise.allSettled([take(said, word), take(said, second)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('that has expired', async () => {
    const said = approvalBy(root.person);
    await refused('passkey-expired', said, await stage.signed(root, said), start + 5 * minute + 1);
  });

  test.each([
    ['passkey-content-differs', { stage: 'sandbox' }],
    ['passkey-user-not-verified', { deviations: { isUserVerified: false } }],
    ['passkey-wrong-origin', { deviations: { crossOrigin: true } }],
    ['passkey-signature-invalid', { deviations: { type: 'webauthn.create' } }],
    ['passkey-signature-invalid', { deviations: { isBackupEligible: true } }],
  ])('as %s that was made with %j', async (code, saying) => {
    const said = approvalBy(root.person);
    await refused(code, said, await stage.signed(root, said, saying));
  });

  test('that was signed on another page', async () => {
    const said = approvalBy(root.person);
    const { nonce, expiresAt } = await stage.signed(root, said);
    const elsewhere = { rpId: place.rpId, origin: 'https://evil.example.com' };
    const word = signWord(root.key, { ...said, stage: place.stage, nonce, expiresAt }, elsewhere);
    await refused('passkey-wrong-origin', said, word);
  });

  test('whose signature is of another key', async () => {
    const said = approvalBy(root.person);
    const forger = { ...root, key: { ...createSoftwareKey(), credentialId: idOf(root) } };
    await refused('passkey-signature-invalid', said, await stage.signed(forger, said));
  });

  test("of another person's device", async () => {
    const [, other] = stage.roots;
    const said = approvalBy(root.person);
    await refused('passkey-of-another', said, await stage.signed(other, said));
  });

  test('of a device that is not in force, with until when', async () => {
    const alice = ownerNamed('alice@example.com');
    const said = approvalBy(alice.person);
    await refused('passkey-unknown', said, await stage.signed(alice, said));
    await stage.devices.propose(alice.enrolment, stampAt(alice.person, start));
    await refused('passkey-unconfirmed', said, await stage.signed(alice, said, { nonce: nonceOf('b') }));
    await stage.confirmed(alice, root);
    const word = await stage.signed(alice, said, { nonce: nonceOf('c') });
    await expect(take(said, word)).rejects.toMatchObject({
      code: 'passkey-not-in-force',
      message: expect.stringContaining(iso(start + day)),
    });
    await stage.devices.revoke(idOf(alice), stampAt(root.person, start));
    await refused('passkey-revoked', said, await stage.signed(alice, said, { nonce: nonceOf('d') }));
  });

  test('of a device whose confirmation leads to no root', async () => {
    const alice = ownerNamed('alice@example.com');
    const bob = ownerNamed('bob@example.com');
    await stage.confirmed(alice, bob);
    const at = start + 2 * day;
    const said = approvalBy(alice.person);
    await refused('passkey-not-rooted', said, await stage.signed(alice, said, { at }), at);
  });

  test('of a device that somebody else wrote, or that another one of these confirmed', async () => {
    const alice = ownerNamed('alice@example.com');
    const bob = ownerNamed('bob@example.com');
    await stage.confirmed(alice, root);
    await stage.confirmed(bob, alice, start + 2 * day);
    await overwrite(stage.ledger.table, itemKeyOf(alice), (item) => ({ ...item, version: 9 }));
    const at = start + 4 * day;
    for (const [owner, seed] of [
      [alice, 'e'],
      [bob, 'f'],
    ] as const) {
      const said = approvalBy(owner.person);
      const word = await stage.signed(owner, said, { at, nonce: nonceOf(seed) });
      await expect(take(said, word, at)).rejects.toMatchObject({
        code: 'registry-inconsistent',
        message: expect.stringContaining(idOf(alice)),
      });
    }
  });

  test('whose counter did not grow, and people are told', async () => {
    const said = approvalBy(root.person);
    const signed = (nonce: string, signCount: number) =>
      stage.signed(root, said, { nonce: nonceOf(nonce), deviations: { signCount } });
    await take(said, await signed('one', 7));
    expect(stage.told).toEqual([]);
    await refused('passkey-cloned', said, await signed('two', 7));
    await refused('passkey-cloned', said, await signed('three', 0));
    await take(said, await signed('four', 8));
    expect(stage.told.map(({ detailType }) => detailType)).toEqual(['PasskeyCloned', 'PasskeyCloned']);
  });
});
