import { describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../console/api/client.ts';
import type { Challenge } from '../../../console/passkeys/ceremonies.ts';
import { DeviceError } from '../../../console/passkeys/device-error.ts';
import { type Decided, type Signed, Signer } from '../../../console/passkeys/signer.ts';
import { verifyWord } from '../../../functions/shared/passkeys/verify-word.ts';
import { assertWith } from '../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { personNamed } from '../../functions/shared/passkeys/support/people.ts';

const key = createSoftwareKey();
const person = personNamed('bob@example.com');
const stage = 'production';
const place = { stage, rpId: 'treasury.example.com', origin: 'https://treasury.example.com' };
const decided: Decided = {
  purpose: 'payment',
  decision: 'approve',
  subject: { id: 'inv-42', digest: 'c'.repeat(64) },
};
const resume: Decided = { purpose: 'pause', decision: 'resume', subject: { id: 'all', digest: 'c'.repeat(64) } };
const policy = (passkeys: string) => ({ inForce: { policy: { passkeys } } });
const inFive = (): string => new Date(Date.now() + 5 * 60_000).toISOString();

/** What the treasury gives to be signed, with what somebody in between changed. */
function given(changes: object = {}) {
  const nonce = 'A'.repeat(43);
  const { rpId } = place;
  const own = { ...decided, stage, person, nonce, expiresAt: inFive(), rpId, credentialIds: [key.credentialId] };
  return { ...own, ...changes };
}

/** A person's page, and what it asks of the treasury and of the device. */
function page({ answer = given(), asksForAll = false }: { answer?: object; asksForAll?: boolean } = {}) {
  const asked: unknown[] = [];
  const api = new ApiClient({ token: async () => 'token' }, async (url, init) => {
    asked.push(init?.body === undefined ? url : JSON.parse(String(init.body)));
    return new Response(JSON.stringify(answer));
  });
  const challenges: Challenge[] = [];
  const signer = new Signer(api, { person, stage, asksForAll }, async (challenge) => {
    challenges.push(challenge);
    const ceremony = { ...place, challenge: new Uint8Array(challenge.challenge) };
    return { credentialId: key.credentialId, ...assertWith(key, ceremony) };
  });
  const sent: Signed[] = [];
  const send = async (signed: Signed) => {
    sent.push(signed);
    return 'done';
  };
  return { signer, asked, challenges, sent, send };
}

describe('a decision', () => {
  test('is sent as it is where no signature is asked for', async () => {
    const { signer, asked, sent, send } = page({ answer: policy('approvals') });
    expect(await signer.send(resume, send)).toBe('done');
    expect([asked, sent]).toEqual([['/policy'], [{}]]);
  });

  test('about a payment, which says by itself what it takes, needs no look at the policy', async () => {
    const { signer, asked, sent, send } = page();
    await signer.send(decided, send, false);
    expect([asked, sent]).toEqual([[], [{}]]);
  });

  test('is sent with a signature of exactly what is decided, by whom and where', async () => {
    const { signer, asked, challenges, sent, send } = page();
    await signer.send(decided, send, true);
    expect(asked).toEqual([decided]);
    expect(challenges).toMatchObject([{ rpId: place.rpId, credentialIds: [key.credentialId] }]);
    const [{ word } = {}] = sent;
    if (word === undefined) throw new Error('nothing was signed');
    const judged = (said: object) =>
      verifyWord(key, { word, said: { ...decided, person, ...said }, takenAt: Date.now() }, place);
    expect(judged({})).toMatchObject({ kind: 'valid' });
    expect(judged({ subject: { ...decided.subject, id: 'inv-43' } })).toMatchObject({ flaw: 'wrong-challenge' });
  });

  test('that turns out to take a signature is not sent before people could read what is signed', async () => {
    const { signer, challenges, sent, send } = page({ answer: policy('all') });
    await expect(signer.send(resume, send)).rejects.toEqual(new DeviceError('asked'));
    expect([signer.asksForAll, challenges, sent]).toEqual([true, [], []]);
  });

  test('of somebody without a device is not sent', async () => {
    const { signer, challenges, sent, send } = page({ answer: given({ credentialIds: [] }) });
    await expect(signer.send(decided, send, true)).rejects.toEqual(new DeviceError('none'));
    expect([challenges, sent]).toEqual([[], []]);
  });
});

test.each<[string, object]>([
  ['another purpose', { purpose: 'destination' }],
  ['another decision', { decision: 'decline' }],
  ['another payment', { subject: { ...decided.subject, id: 'inv-43' } }],
  ['another content', { subject: { ...decided.subject, digest: 'd'.repeat(64) } }],
  ['another person', { person: personNamed('carol@example.com') }],
  ['another issuer', { person: { ...person, issuer: 'https://login.example.org' } }],
  ['another stage', { stage: 'test' }],
  ['a year', { expiresAt: new Date(Date.now() + 365 * 86_400_000).toISOString() }],
  ['no time', { expiresAt: 'never' }],
])('a device is not asked to sign %s', async (_what, changes) => {
  const { signer, challenges, sent, send } = page({ answer: given(changes) });
  await expect(signer.send(decided, send, true)).rejects.toEqual(new DeviceError('differs'));
  expect([challenges, sent]).toEqual([[], []]);
});
