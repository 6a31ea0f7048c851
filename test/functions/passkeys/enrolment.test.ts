import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSoftwareKey, type SoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { place } from '../shared/passkeys/support/people.ts';
import { type PasskeyFunction, refused, startPasskeyFunction } from './passkey-function.ts';

let stage: PasskeyFunction;
let laptop: SoftwareKey;

beforeEach(async () => {
  stage = await startPasskeyFunction();
  laptop = createSoftwareKey();
});
afterEach(() => stage.close());

describe('an enrolment is refused', () => {
  const finish = (name: 'alice' | 'bob', registration: unknown) =>
    stage.call(name, 'POST', '/passkeys', { registration });

  test.each<[string, Parameters<PasskeyFunction['enroll']>[2]]>([
    ['whose user was not verified', { isUserVerified: false }],
    ['that is no registration', { type: 'webauthn.get' }],
    ['from a frame of another page', { crossOrigin: true }],
  ])('%s', async (_what, deviations) => {
    expect(await stage.enroll('alice', laptop, deviations)).toMatchObject(refused('enrolment-refused'));
    expect(stage.told).toEqual([]);
  });

  test('that was made on another page, or for another domain', async () => {
    const challenge = await stage.begin('alice');
    const other = await startPasskeyFunction({
      floor: { level: 'off', over: {} },
      ground: { place: { ...place, origin: 'https://other.example.com' }, roots: new Map(), leastDelay: 0 },
    });
    const registration = stage.registrationOf(laptop, challenge);
    const otherChallenge = await other.begin('alice');
    const answer = await other.call('alice', 'POST', '/passkeys', {
      registration: stage.registrationOf(laptop, otherChallenge),
    });
    expect(answer).toMatchObject(refused('enrolment-refused'));
    expect(await finish('alice', registration)).toMatchObject({ status: 200 });
    await other.close();
  });

  test('that somebody else began', async () => {
    const challenge = await stage.begin('alice');
    expect(await finish('bob', stage.registrationOf(laptop, challenge))).toMatchObject(refused('enrolment-refused'));
  });

  test('that was begun more than five minutes ago, or never', async () => {
    const challenge = await stage.begin('alice');
    stage.clock.advance(5 * 60_000 + 1);
    expect(await finish('alice', stage.registrationOf(laptop, challenge))).toMatchObject(refused('enrolment-refused'));
    const never = stage.registrationOf(laptop, Buffer.alloc(32, 7));
    expect(await finish('alice', never)).toMatchObject(refused('enrolment-refused'));
  });

  test('with the challenge of a decision', async () => {
    const { nonce } = await stage.statementOf('alice', laptop.credentialId, 'a'.repeat(64));
    const registration = stage.registrationOf(laptop, Buffer.from(nonce, 'base64url'));
    expect(await finish('alice', registration)).toMatchObject(refused('enrolment-refused'));
  });

  test('for a second device with one challenge, while the same answer again is the same device', async () => {
    const challenge = await stage.begin('alice');
    const registration = stage.registrationOf(laptop, challenge);
    const first = await finish('alice', registration);
    expect(await finish('alice', registration)).toEqual(first);
    const second = stage.registrationOf(createSoftwareKey(), challenge);
    expect(await finish('alice', second)).toMatchObject(refused('enrolment-refused'));
    expect(stage.told).toHaveLength(1);
  });

  test('whose credential is not the one that the device signed for', async () => {
    const registration = stage.registrationOf(laptop, await stage.begin('alice'));
    const { credentialId } = createSoftwareKey();
    const swapped = { ...registration, id: credentialId, rawId: credentialId };
    expect(await finish('alice', swapped)).toMatchObject(refused('enrolment-refused'));
  });

  test('of a key that somebody enrolled before', async () => {
    await stage.enroll('alice', laptop);
    expect(await stage.enroll('bob', laptop)).toMatchObject(refused('passkey-conflict', 409));
  });

  test('of a kind that the policy does not take', async () => {
    await stage.putPolicy(policyWith({ roles: groupOfRole, authenticators: { synced: false } }));
    const synced = await stage.enroll('alice', laptop, { isBackupEligible: true });
    expect(synced).toMatchObject(refused('authenticator-not-allowed'));
    expect(await stage.enroll('alice', laptop)).toMatchObject({ status: 200 });
    const aaguids = ['12345678-1234-1234-1234-123456789012'];
    await stage.putPolicy(policyWith({ roles: groupOfRole, authenticators: { aaguids } }));
    const { body } = await stage.call('alice', 'POST', '/passkeys/enrolments', { name: 'Phone' });
    expect(body.options).toMatchObject({ attestation: 'direct' });
    expect(await stage.enroll('alice', createSoftwareKey())).toMatchObject(refused('authenticator-not-allowed'));
  });

  test('of the eleventh device of a person within a day', async () => {
    for (let index = 0; index < 10; index += 1) await stage.enroll('alice', createSoftwareKey());
    expect(await stage.enroll('alice', laptop)).toMatchObject(refused('too-many-passkeys', 409));
  });
});
