import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { passkeyKey } from '../../../functions/shared/core/item-keys.ts';
import { parseRoot } from '../../../functions/shared/passkeys/roots.ts';
import { assertWith, signWord } from '../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey, type SoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { place } from '../shared/passkeys/support/people.ts';
import { type PasskeyFunction, refused, startPasskeyFunction } from './passkey-function.ts';

const day = 86_400_000;

let stage: PasskeyFunction;
let laptop: SoftwareKey;

beforeEach(async () => {
  stage = await startPasskeyFunction();
  laptop = createSoftwareKey();
});
afterEach(() => stage.close());

/** Alice's laptop, proposed: its digest. */
async function proposed(): Promise<string> {
  const { body } = await stage.enroll('alice', laptop);
  return String(body.digest);
}

async function confirmed(): Promise<void> {
  await stage.confirm('rosa', stage.roots[0].key, laptop.credentialId, await proposed());
}

describe('a device', () => {
  test('is proposed by its owner, confirmed by another person, and counts a day later', async () => {
    expect(await stage.enroll('alice', laptop)).toMatchObject({
      status: 200,
      body: { status: 'proposed', inForce: false, flaw: 'unconfirmed', name: 'Laptop', root: false, version: 1 },
    });
    const answer = await stage.confirm('rosa', stage.roots[0].key, laptop.credentialId, await proposed());
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'confirmed', inForce: false, flaw: 'not-yet-in-force', actsFrom: '2026-11-21T10:00:00.000Z' },
    });
    stage.clock.advance(day);
    const { body } = await stage.list('alice');
    expect(body.devices).toMatchObject([
      { status: 'root', inForce: true, root: true, owner: { by: 'rosa@example.com' } },
      { status: 'root', inForce: true },
      {
        inForce: true,
        confirmed: { by: 'rosa@example.com' },
        proposed: { by: 'alice@example.com' },
        synced: false,
        backedUp: false,
      },
    ]);
    expect(stage.told.map(({ detailType, detail }) => [detailType, detail.status, detail.by])).toEqual([
      ['PasskeyChanged', 'proposed', 'alice@example.com'],
      ['PasskeyChanged', 'confirmed', 'rosa@example.com'],
    ]);
  });

  test('of a stage that lets nobody wait long still counts only an hour later', async () => {
    await stage.putPolicy(policyWith({ roles: groupOfRole, looseningDelayMs: 1_000 }));
    const answer = await stage.confirm('rosa', stage.roots[0].key, laptop.credentialId, await proposed());
    expect(answer.body).toMatchObject({ actsFrom: '2026-11-20T11:00:00.000Z' });
  });

  test('has a line for the configuration, which is of this device', async () => {
    const { body } = await stage.enroll('alice', laptop);
    expect(parseRoot(String(body.line), 'roots')).toMatchObject({
      credentialId: laptop.credentialId,
      publicKey: laptop.publicKey,
      algorithm: 'ES256',
      person: { by: 'alice@example.com', issuer: 'https://login.example.com', claim: 'email' },
      stage: 'production',
      rpId: 'treasury.example.com',
    });
  });

  test.each(['ES256', 'EdDSA', 'RS256'] as const)('may have a key of %s', async (algorithm) => {
    const key = createSoftwareKey(algorithm);
    const { body } = await stage.enroll('alice', key);
    expect(parseRoot(String(body.line), 'roots')).toMatchObject({ publicKey: key.publicKey, algorithm });
  });

  test('confirms others once it counts, and its owner is advised to have a second one', async () => {
    await confirmed();
    stage.clock.advance(day);
    const phone = createSoftwareKey();
    const { body } = await stage.enroll('bob', phone);
    const answer = await stage.confirm('alice', laptop, phone.credentialId, String(body.digest));
    expect(answer).toMatchObject({ status: 200, body: { status: 'confirmed' } });
    const { body: listed } = await stage.list('ann');
    expect(listed.people).toMatchObject([
      { by: 'ann@example.com', inForce: 0, advice: expect.stringContaining('second device') },
      { by: 'rosa@example.com', inForce: 1, advice: expect.any(String) },
      { by: 'rui@example.com', inForce: 1 },
      { by: 'alice@example.com', inForce: 1 },
      { by: 'bob@example.com', inForce: 0 },
    ]);
  });

  test('is offered to its owner alone, once it counts', async () => {
    await confirmed();
    const ask = async (name: 'alice' | 'rosa') => {
      const request = { purpose: 'payment', decision: 'approve', subject: { id: 'inv-1', digest: 'a'.repeat(64) } };
      return (await stage.call(name, 'POST', '/passkeys/challenges', request)).body.credentialIds;
    };
    expect(await ask('alice')).toEqual([]);
    stage.clock.advance(day);
    expect(await ask('alice')).toEqual([laptop.credentialId]);
    expect(await ask('rosa')).toEqual([stage.roots[0].key.credentialId]);
  });

  test('is not offered to be enrolled twice', async () => {
    await proposed();
    const { body } = await stage.call('alice', 'POST', '/passkeys/enrolments', { name: 'Again' });
    expect(body.options).toMatchObject({
      excludeCredentials: [{ type: 'public-key', id: laptop.credentialId }],
      authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
      attestation: 'none',
    });
  });
});

describe('a confirmation is refused', () => {
  const path = '/passkeys/{credentialId}/confirmations';

  test('without a signature', async () => {
    const digest = await proposed();
    const answer = await stage.call('rosa', 'POST', path, { digest }, laptop.credentialId);
    expect(answer).toMatchObject(refused('passkey-required'));
  });

  test('of its own owner, with another device of theirs', async () => {
    const second = createSoftwareKey();
    const { body } = await stage.enroll('rosa', second);
    const answer = await stage.confirm('rosa', stage.roots[0].key, second.credentialId, String(body.digest));
    expect(answer).toMatchObject(refused('own-passkey'));
  });

  test("with another person's device, or one that nobody confirmed", async () => {
    const digest = await proposed();
    const [rosa] = stage.roots;
    expect(await stage.confirm('bob', rosa.key, laptop.credentialId, digest)).toMatchObject(
      refused('passkey-of-another'),
    );
    const phone = createSoftwareKey();
    await stage.enroll('bob', phone);
    expect(await stage.confirm('bob', phone, laptop.credentialId, digest)).toMatchObject(
      refused('passkey-unconfirmed'),
    );
  });

  test('of another content than stands there', async () => {
    await proposed();
    const answer = await stage.confirm('rosa', stage.roots[0].key, laptop.credentialId, 'a'.repeat(64));
    expect(answer).toMatchObject(refused('digest-mismatch', 409));
  });

  test('of a device that is confirmed already, while the same person may ask again', async () => {
    const digest = await proposed();
    const [rosa, rui] = stage.roots;
    const first = await stage.confirm('rosa', rosa.key, laptop.credentialId, digest);
    expect(await stage.confirm('rosa', rosa.key, laptop.credentialId, digest)).toEqual(first);
    expect(await stage.confirm('rui', rui.key, laptop.credentialId, digest)).toMatchObject(
      refused('passkey-state', 409),
    );
  });

  test('of two people at once: one of them', async () => {
    const digest = await proposed();
    const [rosa, rui] = stage.roots;
    const answers = await Promise.all([
      stage.confirm('rosa', rosa.key, laptop.credentialId, digest),
      stage.confirm('rui', rui.key, laptop.credentialId, digest),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(stage.told.filter(({ detail }) => detail.status === 'confirmed')).toHaveLength(1);
  });

  test('by a signature for another device', async () => {
    const digest = await proposed();
    const [rosa] = stage.roots;
    const phone = createSoftwareKey();
    const { body } = await stage.enroll('bob', phone);
    const other = await stage.statementOf('rosa', phone.credentialId, String(body.digest));
    const word = signWord(rosa.key, other, place);
    expect(await stage.call('rosa', 'POST', path, { digest, word }, laptop.credentialId)).toMatchObject(
      refused('passkey-content-differs'),
    );
    // And by one that no statement was made of.
    const assertion = assertWith(rosa.key, { ...place, challenge: Buffer.alloc(32) });
    const forged = { ...word, ...assertion };
    expect(await stage.call('rosa', 'POST', path, { digest, word: forged }, laptop.credentialId)).toMatchObject(
      refused('passkey-content-differs'),
    );
  });

  test('of a device that nobody enrolled, and of a root', async () => {
    const [rosa] = stage.roots;
    const unknown = await stage.confirm('rosa', rosa.key, laptop.credentialId, 'a'.repeat(64));
    expect(unknown).toMatchObject(refused('not-found', 404));
    const root = await stage.confirm('rui', stage.roots[1].key, rosa.key.credentialId, 'a'.repeat(64));
    expect(root).toMatchObject(refused('not-found', 404));
  });

  test('of a device whose item somebody else wrote', async () => {
    const digest = await proposed();
    const pk = passkeyKey(laptop.credentialId);
    const item = await stage.ledger.table.get(pk);
    await stage.ledger.table.put({ ...item, pk, version: 9 });
    const answer = await stage.confirm('rosa', stage.roots[0].key, laptop.credentialId, digest);
    expect(answer).toMatchObject(refused('registry-inconsistent', 500));
    expect((await stage.list()).body.unreadable).toEqual([laptop.credentialId]);
  });
});

describe('a device is revoked', () => {
  test.each(['alice', 'bob', 'rui'] as const)('at once and for good, by %s', async (name) => {
    await confirmed();
    stage.clock.advance(day);
    const answer = await stage.revoke(name, laptop.credentialId);
    expect(answer).toMatchObject({ status: 200, body: { status: 'revoked', inForce: false, flaw: 'revoked' } });
    expect(await stage.revoke('alice', laptop.credentialId)).toMatchObject({
      status: 200,
      body: { revoked: { by: `${name}@example.com` } },
    });
    const told = stage.told.filter(({ detail }) => detail.status === 'revoked');
    expect(told).toHaveLength(1);
  });

  test('by nobody else who only has a role', async () => {
    await confirmed();
    expect(await stage.revoke('ann', laptop.credentialId)).toMatchObject(refused('not-your-passkey'));
  });

  test('although it is a root', async () => {
    const [rosa] = stage.roots;
    expect(await stage.revoke('bob', rosa.key.credentialId)).toMatchObject({
      status: 200,
      body: { status: 'revoked', root: true, inForce: false },
    });
    const digest = await proposed();
    expect(await stage.confirm('rosa', rosa.key, laptop.credentialId, digest)).toMatchObject(
      refused('passkey-revoked'),
    );
  });

  test('by its head alone where its item was taken away', async () => {
    await confirmed();
    await stage.ledger.table.put({ pk: passkeyKey(laptop.credentialId) });
    expect(await stage.revoke('alice', laptop.credentialId)).toMatchObject(refused('registry-inconsistent', 500));
    expect(await stage.deviceHeads.get(laptop.credentialId)).toMatchObject({ entry: { to: 'revoked' } });
  });

  test('is no device that nobody enrolled', async () => {
    expect(await stage.revoke('bob', laptop.credentialId)).toMatchObject(refused('not-found', 404));
  });
});

describe('people', () => {
  test('are told of a step whose event the bus did not take, when somebody asks again or looks', async () => {
    stage.setBusAway(true);
    expect(await stage.enroll('alice', laptop)).toMatchObject(refused('bus-unavailable', 503));
    expect(await stage.list()).toMatchObject({ status: 200 });
    stage.setBusAway(false);
    await stage.list();
    await stage.list();
    expect(stage.told.map(({ detail }) => detail.status)).toEqual(['proposed']);
  });

  test('are told of a device that there may be two of', async () => {
    const [rosa] = stage.roots;
    const digest = await proposed();
    await stage.confirm('rosa', rosa.key, laptop.credentialId, digest, { signCount: 5 });
    const phone = createSoftwareKey();
    const { body } = await stage.enroll('bob', phone);
    const answer = await stage.confirm('rosa', rosa.key, phone.credentialId, String(body.digest), { signCount: 5 });
    expect(answer).toMatchObject(refused('passkey-cloned'));
    expect(stage.told.at(-1)).toMatchObject({ detailType: 'PasskeyCloned', detail: { owner: 'rosa@example.com' } });
  });
});

test('no signature, nonce or key comes into the log', async () => {
  await confirmed();
  const secrets = (await stage.ledger.dump())
    .map(({ pk }) => String(pk))
    .filter((pk) => pk.startsWith('passkey-nonce#'));
  expect(secrets.length).toBeGreaterThan(1);
  const log = stage.lines.join('\n');
  expect(secrets.filter((pk) => log.includes(pk.split('#')[1] ?? pk))).toEqual([]);
  expect(log).not.toMatch(/signature|clientDataJSON|publicKey/);
});

test('a stage without a domain has no devices', async () => {
  const other = await startPasskeyFunction({ floor: { level: 'off', over: {} } });
  expect(await other.list()).toMatchObject(refused('passkeys-unavailable', 409));
  expect(await other.call('alice', 'POST', '/passkeys/enrolments', { name: 'Laptop' })).toMatchObject(
    refused('passkeys-unavailable', 409),
  );
  await other.close();
});
