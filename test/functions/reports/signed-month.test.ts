import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CloseDependencies, signMonth } from '../../../functions/reports/months/close-month.ts';
import { readMonth } from '../../../functions/reports/months/read-month.ts';
import { accountId } from '../../../functions/shared/core/ids.ts';
import { monthSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import { openMonthCloses } from '../../../functions/shared/ledger/store/month-closes.ts';
import { openStatementNotes } from '../../../functions/shared/ledger/store/statement-notes.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../functions/shared/passkeys/statement.ts';
import { contentDigest } from '../../../functions/shared/statements/close/close-document.ts';
import { manualClock } from '../../support/clock.ts';
import { policyWith } from '../../support/instructions.ts';
import { person } from '../../support/people.ts';
import { type PasskeyStage, startPasskeyStage } from '../shared/ledger/passkeys/support/stage.ts';
import { nonceOf, type Owner } from '../shared/passkeys/support/people.ts';

const month = '2026-10';

const dayOf = (account: string, date: string) => {
  const accountIdOfAll = accountId('1234567890');
  return { account, accountId: accountIdOfAll, date, offset: '+08:00', from: 0, to: 0, madeAt: 0 };
};
/** Nothing moved, and nothing was there. */
const empty = { coins: [], remarks: [], rowCount: 0, digest: 'd'.repeat(64), objectKey: 'statements/day.jsonl' };

let stage: PasskeyStage;
let dependencies: CloseDependencies;
let digest: string;
let rosa: Owner;
let rui: Owner;

beforeEach(async () => {
  stage = await startPasskeyStage();
  [rosa, rui] = stage.roots;
  dependencies = {
    statements: {
      readStatement: async (account, date) => ({ ...dayOf(account, date), state: 'complete', ...empty }),
      readRows: async () => ({ rows: [] }),
    },
    notes: openStatementNotes(stage.ledger.table),
    closes: openMonthCloses(stage.ledger.table),
    words: stage.words,
    clock: manualClock(),
    reportCorrupt: () => {},
  };
  const { content } = await readMonth(dependencies, month, Object.keys(policyWith().accounts), undefined);
  digest = contentDigest(content);
});
afterEach(() => stage.close());

const wordOf = (owner: Owner, changes: object = {}): Promise<SignedWord> => {
  const said = { ...monthSaid(month, digest, person(owner.person.by)), ...changes } as Said;
  return stage.signed(owner, said, { nonce: nonceOf(owner.person.by) });
};
const sign = (owner: Owner, word?: SignedWord, passkeys: 'all' | 'approvals' = 'all') =>
  signMonth(dependencies, policyWith({ passkeys }), {
    month,
    digest,
    person: person(owner.person.by),
    ...(word === undefined ? {} : { word }),
  });
const signOffs = async () => (await dependencies.closes.read(month)).signOffs;

describe('where everything that lets money go takes a signature, a month', () => {
  test('is closed by two people who signed what they saw, and the device of each is shown', async () => {
    const first = await wordOf(rosa);
    const answer = await sign(rosa, first);
    expect(answer).toMatchObject({ status: 202, body: { signOffs: [{ device: first.credentialId }] } });
    expect(JSON.stringify(answer)).not.toContain(first.signature);
    const second = await wordOf(rui);
    expect((await sign(rui, second)).status).toBe(200);
    expect(await signOffs()).toMatchObject([{ word: first }, { word: second }]);
  });

  test('is not closed without a signature', async () => {
    await expect(sign(rosa)).rejects.toMatchObject({ code: 'passkey-required' });
    expect(await signOffs()).toEqual([]);
  });

  test.each<[string, object]>([
    ['another month', { subject: { id: '2026-09', digest: 'a'.repeat(64) } }],
    ['other content', { subject: { id: month, digest: 'a'.repeat(64) } }],
  ])('is not closed by a signature of %s', async (_what, changes) => {
    await expect(sign(rosa, await wordOf(rosa, changes))).rejects.toMatchObject({ code: 'passkey-content-differs' });
    expect(await signOffs()).toEqual([]);
  });

  test('is not closed with the device of somebody else', async () => {
    await expect(sign(rui, await wordOf(rosa))).rejects.toMatchObject({ code: 'passkey-of-another' });
  });

  test('takes the word again of who signed it off before signatures were asked for', async () => {
    await sign(rosa, undefined, 'approvals');
    expect((await sign(rui, await wordOf(rui))).status).toBe(202);
    expect((await sign(rosa, await wordOf(rosa))).status).toBe(200);
  });

  test('stays as it is where a call is repeated, also once it is closed', async () => {
    const word = await wordOf(rosa);
    await sign(rosa, word);
    expect((await sign(rosa, word)).status).toBe(202);
    await sign(rui, await wordOf(rui));
    expect((await sign(rosa)).status).toBe(200);
  });
});
