import { describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../console/api/client.ts';
import { RefusedError } from '../../../console/api/errors.ts';
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
  const api = new ApiClient({ token: async () => 'token' }, async (_url, init) => {
    asked.push(JSON.parse(String(init?.body)));
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

const refused = new RefusedError(403, 'passkey-required', 'no', []);

describe('a decision', () => {
  test('is sent as it is where no signature is asked for', async () => {
    const { signer, asked, sent, send } = page();
    expect(await signer.send(decided, send)).toBe('done');
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

  test('that turns out to take a signature is refused first, so that people read what is signed', async () => {
    const { signer, asked, sent, send } = page();
    const refuse = async () => Promise.reject(refused);
    await expect(signer.send(decided, refuse)).rejects.toBe(refused);
    expect(asked).toEqual([]);
    expect(signer.asksForAll).toBe(true);
    await signer.send(decided, send);
    expect(sent).toMatchObject([{ word: { credentialId: key.credentialId } }]);
  });

  test('of somebody without a device is for the treasury to refuse', async () => {
    const { signer, challenges, sent, send } = page({ answer: given({ credentialIds: [] }) });
    await signer.send(decided, send, true);
    expect([challenges, sent]).toEqual([[], [{}]]);
  });

  test('that lacked a device where one was known to be asked for says nothing of other decisions', async () => {
    const { signer } = page({ answer: given({ credentialIds: [] }) });
    await expect(signer.send(decided, async () => Promise.reject(refused), true)).rejects.toBe(refused);
    expect(signer.asksForAll).toBe(false);
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
