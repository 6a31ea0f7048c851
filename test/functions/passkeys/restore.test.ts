import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSoftwareKey, type SoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { type PasskeyFunction, refused, startPasskeyFunction } from './passkey-function.ts';

/* The table of heads is restored to a time before a device was revoked. */

const day = 86_400_000;

let stage: PasskeyFunction;
let laptop: SoftwareKey;
let restore: () => void;

/** Alice's laptop was confirmed, and is revoked after the copy was made. */
beforeEach(async () => {
  stage = await startPasskeyFunction();
  laptop = createSoftwareKey();
  const { body } = await stage.enroll('alice', laptop);
  await stage.confirm('rosa', stage.roots[0].key, laptop.credentialId, String(body.digest));
  stage.clock.advance(day);
  restore = await stage.backUpHeads();
});
afterEach(() => stage.close());

interface Restored {
  readonly table: string;
  readonly digest: string;
}

async function restored(): Promise<{ id: string; digest: string }> {
  const { body } = await stage.list('ann');
  const { table, digest } = body.restored as Restored;
  return { id: table, digest };
}
const inForce = async () => {
  const { body } = await stage.list('ann');
  return (body.devices as { inForce: boolean }[]).map((device) => device.inForce);
};
const [rosa, rui] = [() => stage.roots[0].key, () => stage.roots[1].key];

test('the table that it was needs nobody to accept it', async () => {
  expect((await stage.list('ann')).body).not.toHaveProperty('restored');
  const accept = await stage.acceptRestore('rosa', rosa(), { id: 'any', digest: 'a'.repeat(64) });
  expect(accept).toMatchObject(refused('not-found', 404));
});

test('no device counts in a restored one, and nothing but the acceptance can be signed', async () => {
  restore();
  expect(await inForce()).toEqual([false, false, false]);
  const subject = { id: 'inv-1', digest: 'a'.repeat(64) };
  const challenge = await stage.call('rosa', 'POST', '/passkeys/challenges', {
    purpose: 'payment',
    decision: 'approve',
    subject,
  });
  expect(challenge.body).toMatchObject({ credentialIds: [] });
  const other = createSoftwareKey();
  const { body } = await stage.enroll('bob', other);
  const answer = await stage.confirm('rosa', rosa(), other.credentialId, String(body.digest));
  expect(answer).toMatchObject({
    ...refused('registry-inconsistent', 500),
    body: { error: { message: expect.stringContaining('until two people have accepted') } },
  });
});

test('two different people accept it, and are told of', async () => {
  restore();
  const subject = await restored();
  expect(await stage.acceptRestore('rosa', rosa(), subject)).toMatchObject({
    status: 202,
    body: { state: 'proposed' },
  });
  expect(await stage.acceptRestore('rosa', rosa(), subject)).toMatchObject({
    status: 202,
    body: { state: 'proposed' },
  });
  expect((await stage.list('ann')).body).toMatchObject({ restored: { acceptedBy: { by: 'rosa@example.com' } } });
  expect(await inForce()).toEqual([false, false, false]);
  expect(await stage.acceptRestore('rui', rui(), subject)).toMatchObject({ status: 200, body: { state: 'accepted' } });
  expect(await inForce()).toEqual([true, true, true]);
  const events = stage.told.filter(({ detailType }) => detailType === 'PasskeysRestored');
  expect(events.map(({ detail }) => [detail.state, detail.by])).toEqual([
    ['proposed', 'rosa@example.com'],
    ['accepted', 'rui@example.com'],
  ]);
});

test('a device that was revoked again in between takes the first acceptance back', async () => {
  restore();
  await stage.acceptRestore('rosa', rosa(), await restored());
  const before = await restored();
  expect(await stage.revoke('rui', laptop.credentialId)).toMatchObject({ status: 200, body: { status: 'revoked' } });
  expect(await stage.acceptRestore('rui', rui(), before)).toMatchObject(refused('digest-mismatch', 409));
  expect(await stage.acceptRestore('rui', rui(), await restored())).toMatchObject({ status: 202 });
  expect(await stage.acceptRestore('rosa', rosa(), await restored())).toMatchObject({ status: 200 });
  expect(await inForce()).toEqual([true, true, false]);
});

test('a second restore has to be accepted anew', async () => {
  restore();
  const again = await stage.backUpHeads();
  await stage.acceptRestore('rosa', rosa(), await restored());
  await stage.acceptRestore('rui', rui(), await restored());
  again();
  expect((await stage.list('ann')).body).toHaveProperty('restored');
});

test('it takes a device that leads back to a root, and a signature over these devices', async () => {
  restore();
  const subject = await restored();
  const call = (digest: string, word?: object) =>
    stage.call('rosa', 'POST', '/passkeys/restore/acceptances', { digest, ...(word === undefined ? {} : { word }) });
  expect(await call(subject.digest)).toMatchObject(refused('passkey-required'));
  expect(await stage.acceptRestore('bob', createSoftwareKey(), subject)).toMatchObject(refused('passkey-unknown'));
  expect(await stage.acceptRestore('rui', rosa(), subject)).toMatchObject(refused('passkey-of-another'));
  const elsewhere = await stage.acceptRestore('rosa', rosa(), { ...subject, id: 'another-table' });
  expect(elsewhere).toMatchObject(refused('passkey-content-differs'));
});
