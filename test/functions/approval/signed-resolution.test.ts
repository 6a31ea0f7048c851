import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ResolutionRequest } from '../../../functions/approval/resolution-request.ts';
import { resolveDoubt } from '../../../functions/approval/resolve-doubt.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { resolutionSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import { instructionView } from '../../../functions/shared/ledger/instruction/view.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../functions/shared/passkeys/statement.ts';
import { withdrawalInDoubt } from '../../support/doubt.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { firstEpoch, person } from '../../support/people.ts';
import { type PasskeyStage, startPasskeyStage } from '../shared/ledger/passkeys/support/stage.ts';
import { nonceOf, type Owner } from '../shared/passkeys/support/people.ts';

const id = instructionId('inv-1');
const doubtful = withdrawalInDoubt(id);
const asked: Omit<ResolutionRequest, 'word'> = {
  decision: 'settled',
  evidence: 'transaction 0x1',
  digest: doubtful.digest,
};

let fixture: FunctionFixture;
let stage: PasskeyStage;
let rosa: Owner;
let rui: Owner;

beforeEach(async () => {
  [fixture, stage] = await Promise.all([startFunctionFixture(), startPasskeyStage()]);
  [rosa, rui] = stage.roots;
  await fixture.parts.instructions.create(doubtful);
});
afterEach(() => Promise.all([fixture.close(), stage.close()]));

/** What a device signs about it, with what differs from an honest one. */
const wordOf = (owner: Owner, changes: Partial<Said> = {}): Promise<SignedWord> => {
  const honest = resolutionSaid(doubtful, asked, person(owner.person.by));
  return stage.signed(owner, { ...honest, ...changes } as Said, { nonce: nonceOf(owner.person.by) });
};
const decide = (owner: Owner, word?: SignedWord, passkeys: 'all' | 'approvals' = 'all', changes: object = {}) =>
  resolveDoubt(
    { ...fixture.parts, words: stage.words },
    id,
    person(owner.person.by),
    { ...asked, ...(word === undefined ? {} : { word }), ...changes },
    { passkeys, firstEpoch },
  );
const standing = async () => (await fixture.parts.instructions.get(id)) ?? doubtful;
const isUntouched = async () => expect((await standing()).version).toBe(doubtful.version);

describe('where everything that lets money go takes a signature, money in doubt', () => {
  test('is decided by two people who signed, and what they signed is in the chain of its history', async () => {
    const [first, second] = [await wordOf(rosa), await wordOf(rui)];
    expect((await decide(rosa, first)).kind).toBe('proposed');
    expect((await decide(rui, second)).kind).toBe('resolved');
    expect((await standing()).history.slice(-2)).toMatchObject([{ word: first }, { word: second }]);
    const shown = JSON.stringify(instructionView(await standing()));
    expect(shown).toContain(`"device":"${first.credentialId}"`);
    expect(shown).not.toContain(first.signature);
  });

  test('is not decided without a signature, and a decision that cannot be taken asks for none', async () => {
    await expect(decide(rosa)).rejects.toMatchObject({ code: 'passkey-required' });
    const other = decide(rosa, undefined, 'all', { digest: 'e'.repeat(64) });
    await expect(other).rejects.toMatchObject({ code: 'digest-mismatch' });
    await isUntouched();
  });

  test.each<[string, Partial<Said>]>([
    ['another instruction', { subject: { id: 'inv-2', digest: 'a'.repeat(64) } }],
    ['the instruction alone, without what the decision rests on', { subject: { id, digest: doubtful.digest } }],
    ['the other decision', { decision: 'failed' } as Partial<Said>],
    ['another purpose', { purpose: 'payment', decision: 'approve' } as Partial<Said>],
  ])('is not decided by a signature of %s', async (_what, changes) => {
    await expect(decide(rosa, await wordOf(rosa, changes))).rejects.toMatchObject({ code: 'passkey-content-differs' });
    await isUntouched();
  });

  test('is not decided by the device of somebody else', async () => {
    await expect(decide(rui, await wordOf(rosa))).rejects.toMatchObject({ code: 'passkey-of-another' });
    await isUntouched();
  });

  test('says the same twice of one call that is repeated', async () => {
    const word = await wordOf(rosa);
    await decide(rosa, word);
    const { version } = await standing();
    expect((await decide(rosa, word)).kind).toBe('proposed');
    expect((await standing()).version).toBe(version);
  });

  test('takes the word again of who decided before signatures were asked for', async () => {
    await decide(rosa, undefined, 'approvals');
    expect((await decide(rui, await wordOf(rui))).kind).toBe('proposed');
    expect((await decide(rosa, await wordOf(rosa))).kind).toBe('resolved');
  });
});

test('where approvals alone take one, it is decided without, and a signature that is none is refused all the same', async () => {
  await decide(rosa, undefined, 'approvals');
  const forged = { ...(await wordOf(rui)), signature: 'AAAAAAAAAAA' };
  await expect(decide(rui, forged, 'approvals')).rejects.toMatchObject({ code: 'passkey-signature-invalid' });
  expect((await decide(rui, undefined, 'approvals')).kind).toBe('resolved');
});
