import { beforeAll, describe, expect, test } from '@jest/globals';
import { deviceViewSchema } from '../../../functions/passkeys/routes.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import { approvalSummarySchema } from '../../../infra/local/demo/api-schemas.ts';
import { askStatement, enrollDevice } from '../../../infra/local/passkey/device-calls.ts';
import { type Deviations, signWord } from '../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { type ForgedWord, forgedWords } from '../../support/forged-words.ts';
import { approvedByTess, requestedPayment, sentOf, toldOf } from './support/attacked-payment.ts';
import {
  type DeviceOwner,
  newPerson,
  owners,
  type PasskeyStack,
  passkeyStack,
  place,
} from './support/passkey-stack.ts';

/*
 * Somebody has a person's token, calls the API as it is deployed, and lacks the person's device. Of each payment one
 * approval is missing.
 */

let stack: PasskeyStack;

beforeAll(async () => {
  stack = await passkeyStack();
});

/** A payment that tess has approved already. */
async function givenPayment(id: string, changes: Parameters<typeof requestedPayment>[1] = {}): Promise<Instruction> {
  const { instruction } = await stack.instructions.create(approvedByTess(requestedPayment(id, changes)));
  return instruction;
}

const asked = (id: string, digest: string) =>
  ({ purpose: 'payment', decision: 'approve', subject: { id, digest } }) as const;

/** What is to be signed, as whoever has the token is given it. */
async function statementFor({ persona }: Pick<DeviceOwner, 'persona'>, { content, digest }: Instruction) {
  const { rpId: _, ...statement } = await askStatement(
    { api: stack.api, persona },
    asked(content.instructionId, digest),
  );
  return statement;
}

async function signedBy(owner: DeviceOwner, payment: Instruction, deviations: Deviations = {}): Promise<SignedWord> {
  return signWord(owner.key, await statementFor(owner, payment), place, deviations);
}

function approve({ persona }: Pick<DeviceOwner, 'persona'>, id: string, digest: string, word?: SignedWord) {
  const body = { decision: 'approve', digest, ...(word === undefined ? {} : { word }) };
  return stack.api.call(persona, 'POST', `/instructions/${id}/approvals`, body);
}

/** It is refused in words, nothing left, and people are told. */
async function isRefused(
  owner: DeviceOwner,
  { content: { instructionId: id }, digest }: Instruction,
  word: SignedWord | undefined,
  code: ForgedWord['code'],
  event = 'PasskeyRefused',
): Promise<void> {
  const { status, body } = await approve(owner, id, digest, word);
  expect([status, body]).toMatchObject([403, { error: { code, message: expect.stringMatching(/.{40}/) } }]);
  expect((await stack.instructions.get(id))?.state.status).toBe('awaiting-approval');
  expect(sentOf(stack, id)).toBe(0);
  const { by } = owner.person;
  if (event === 'PasskeyRefused') await toldOf(stack, event, (detail) => detail.by === by && detail.code === code);
  else await toldOf(stack, event, (detail) => detail.owner === by);
}

describe('at the API', () => {
  test('a payment leaves once that the person signs', async () => {
    const { fiona } = owners;
    const payment = await givenPayment('honest');
    const { instructionId: id } = payment.content;
    const word = await signedBy(fiona, payment);
    expect(await approve(fiona, id, payment.digest, word)).toMatchObject({ status: 200 });
    await toldOf(stack, 'InstructionStatusChanged', (detail) => detail.id === id && detail.status === 'sent');
    expect(sentOf(stack, id)).toBe(1);
  });

  describe('who has a person’s token alone is refused', () => {
    const { fiona, tess } = owners;
    let payment: Instruction;
    beforeAll(async () => {
      payment = await givenPayment('stolen-token');
    });

    test('without a signature', () => isRefused(fiona, payment, undefined, 'passkey-required'));

    test.each(forgedWords)('with a signature $what', async ({ forge, code }) => {
      const statement = await statementFor(fiona, payment);
      const word = forge({ statement, party: place, key: fiona.key, other: tess.key });
      await isRefused(fiona, payment, word, code);
    });

    test('with a device that they enrolled themselves, of which people are told at once', async () => {
      const thief = { ...fiona, key: createSoftwareKey() };
      const { credentialId } = await enrollDevice({ ...thief, api: stack.api }, 'Laptop');
      await toldOf(stack, 'PasskeyChanged', (detail) => detail.credentialId === credentialId);
      await isRefused(fiona, payment, await signedBy(thief, payment), 'passkey-unconfirmed');
    });

    test('with what the person signed before, for another payment', async () => {
      const other = await givenPayment('signed-before', { quantity: amount('6') });
      await isRefused(fiona, payment, await signedBy(fiona, other), 'passkey-content-differs');
    });

    test('with a nonce that was given for another payment', async () => {
      const other = await givenPayment('given-before', { quantity: amount('6') });
      const { nonce, expiresAt } = await statementFor(fiona, other);
      const word = signWord(fiona.key, { ...(await statementFor(fiona, payment)), nonce, expiresAt }, place);
      await isRefused(fiona, payment, word, 'passkey-nonce-unknown');
    });

    test('with a nonce that nobody gave', async () => {
      const nonce = Buffer.alloc(32, 5).toString('base64url');
      const word = signWord(fiona.key, { ...(await statementFor(fiona, payment)), nonce }, place);
      await isRefused(fiona, payment, word, 'passkey-nonce-unknown');
    });
  });

  test('the copy of a device is refused whose counter went back', async () => {
    const { carl } = owners;
    const first = await givenPayment('counted');
    const word = await signedBy(carl, first, { signCount: 7 });
    expect(await approve(carl, 'counted', first.digest, word)).toMatchObject({ status: 200 });
    const next = await givenPayment('counted-back');
    await isRefused(carl, next, await signedBy(carl, next, { signCount: 6 }), 'passkey-cloned', 'PasskeyCloned');
  });

  test('a device that its owner revoked is refused', async () => {
    const { rita } = owners;
    const payment = await givenPayment('revoked');
    await stack.api.ask(deviceViewSchema, rita.persona, 'DELETE', `/passkeys/${rita.key.credentialId}`);
    await isRefused(rita, payment, await signedBy(rita, payment), 'passkey-revoked');
  });

  test('a payment is refused whose content was swapped between reading and signing', async () => {
    const { fiona } = owners;
    const shown = await givenPayment('swapped-at-the-api');
    const { instructionId: id } = shown.content;
    const path = `/instructions/${id}/approvals`;
    const { digest } = await stack.api.read(approvalSummarySchema, fiona.persona, path);
    const word = await signedBy(fiona, shown);
    await stack.removeItem(`instruction#${id}`);
    const swapped = await givenPayment(id, { quantity: amount('6') });
    expect(await approve(fiona, id, digest, word)).toMatchObject({ body: { error: { code: 'digest-mismatch' } } });
    await isRefused(fiona, swapped, word, 'passkey-content-differs');
  });

  test('a device that nobody can lead back to a root confirms no other', async () => {
    const mallory = newPerson('mallory', 'finance');
    const accomplice = newPerson('oscar', 'finance');
    await enrollDevice({ ...mallory, api: stack.api }, 'Laptop');
    const device = await enrollDevice({ ...accomplice, api: stack.api }, 'Laptop');
    const { credentialId, digest } = device;
    const subject = { id: credentialId, digest };
    const by = { api: stack.api, persona: mallory.persona };
    const { rpId: _, ...statement } = await askStatement(by, { purpose: 'device', decision: 'confirm', subject });
    const word = signWord(mallory.key, statement, place);
    const path = `/passkeys/${credentialId}/confirmations`;
    const answer = await stack.api.call(mallory.persona, 'POST', path, { digest, word });
    expect(answer).toMatchObject({ body: { error: { code: 'passkey-unconfirmed' } } });
    await toldOf(stack, 'PasskeyRefused', (detail) => detail.by === mallory.person.by && detail.purpose === 'device');
  });
});
