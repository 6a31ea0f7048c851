import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pause, resume } from '../../../functions/pause/change-pause.ts';
import { pauseStateView } from '../../../functions/pause/view.ts';
import { resumeSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import { findPause, pauseSending, resumeSending, wordsMax } from '../../../functions/shared/ledger/pause/pause.ts';
import { openPauses, type PauseStore } from '../../../functions/shared/ledger/store/pauses.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Said } from '../../../functions/shared/passkeys/statement.ts';
import { exampleWord } from '../../../infra/http-api/openapi/example-word.ts';
import { manualClock, noon } from '../../support/clock.ts';
import { person } from '../../support/people.ts';
import { type PasskeyStage, startPasskeyStage } from '../shared/ledger/passkeys/support/stage.ts';
import { nonceOf, type Owner } from '../shared/passkeys/support/people.ts';

let stage: PasskeyStage;
let pauses: PauseStore;
let rosa: Owner;
let rui: Owner;
const clock = manualClock();
const dependencies = () => {
  const bus = { publish: async () => {} };
  return { pauses, words: stage.words, bus, clock, report: () => {} };
};

beforeEach(async () => {
  stage = await startPasskeyStage();
  [rosa, rui] = stage.roots;
  pauses = openPauses(stage.ledger.table);
  await stop();
});
afterEach(() => stage.close());

const stop = () => pause(dependencies(), person('olga@example.com'), 'all', 'odd withdrawals');
const standing = async () => {
  const paused = findPause(await pauses.read(), 'all');
  if (paused === undefined) throw new Error('nothing is paused');
  return paused;
};
/** What a device signs of the pause as it is shown now, with what differs from an honest one. */
const wordOf = async (owner: Owner, changes: object = {}): Promise<SignedWord> => {
  const said = { ...resumeSaid(await standing(), person(owner.person.by)), ...changes } as Said;
  return stage.signed(owner, said, { nonce: nonceOf(JSON.stringify(said)) });
};
const goOn = (owner: Owner, word?: SignedWord, passkeys: 'all' | 'approvals' = 'all') => {
  const request = { scope: 'all', ...(word === undefined ? {} : { word }) } as const;
  return resume(dependencies(), person(owner.person.by), request, { passkeys });
};

describe('where everything that lets money go takes a signature', () => {
  test('a pause takes none', async () => {
    expect((await stop()).status).toBe(200);
  });

  test('two people who signed resume, and the device of each is shown, not the signature', async () => {
    const first = await wordOf(rosa);
    expect(await goOn(rosa, first)).toMatchObject({ status: 202, body: { resume: { device: first.credentialId } } });
    const second = await wordOf(rui);
    expect((await goOn(rui, second)).status).toBe(200);
    const state = await pauses.read();
    expect(state.changes.slice(-2)).toMatchObject([{ word: first }, { word: second }]);
    const shown = JSON.stringify(pauseStateView(state, noon));
    expect(shown).toContain(`"device":"${second.credentialId}"`);
    expect(shown).not.toContain(second.signature);
  });

  test('neither of them does without a signature', async () => {
    await expect(goOn(rosa)).rejects.toMatchObject({ code: 'passkey-required' });
    await goOn(rosa, await wordOf(rosa));
    await expect(goOn(rui)).rejects.toMatchObject({ code: 'passkey-required' });
    expect((await standing()).resume?.by).toBe(rosa.person.by);
  });

  test('nobody does with a signature of another scope, or with the device of somebody else', async () => {
    const other = await wordOf(rosa, { subject: { id: 'coin:USDT', digest: 'a'.repeat(64) } });
    await expect(goOn(rosa, other)).rejects.toMatchObject({ code: 'passkey-content-differs' });
    await expect(goOn(rui, await wordOf(rosa))).rejects.toMatchObject({ code: 'passkey-of-another' });
    expect(await standing()).not.toHaveProperty('resume');
  });

  test('what was signed before somebody paused again does not resume', async () => {
    await goOn(rosa, await wordOf(rosa));
    const before = await wordOf(rui);
    await stop();
    await expect(goOn(rui, before)).rejects.toMatchObject({ code: 'passkey-content-differs' });
    expect(await standing()).not.toHaveProperty('resume');
  });

  test('a call that is repeated changes nothing, and takes nothing', async () => {
    const word = await wordOf(rosa);
    await goOn(rosa, word);
    expect((await goOn(rosa, word)).status).toBe(202);
    expect((await goOn(rosa)).status).toBe(202);
    expect((await pauses.read()).changes).toHaveLength(2);
  });

  test('who proposed it without a signature, before they were asked for, is not counted', async () => {
    await goOn(rosa, undefined, 'approvals');
    expect((await goOn(rui, await wordOf(rui))).status).toBe(202);
    expect((await goOn(rosa, await wordOf(rosa))).status).toBe(200);
  });
});

test('where approvals alone take one, two people resume without', async () => {
  await goOn(rosa, undefined, 'approvals');
  expect((await goOn(rui, undefined, 'approvals')).status).toBe(200);
});

test('the latest changes alone keep their signatures, so that there is room for the next pause', async () => {
  const step = (at: number) => (by: string) => ({ ...person(by), at });
  let now = await pauses.read();
  for (let round = 0; round < 2 * wordsMax; round += 1) {
    const stamp = step(noon + round);
    now = pauseSending(now, 'all', 'odd', stamp('olga@example.com'));
    now = resumeSending(now, 'all', stamp('rosa@example.com'), undefined, { isAsked: true, word: exampleWord });
  }
  expect(now.changes.filter(({ word }) => word !== undefined).length).toBeLessThanOrEqual(wordsMax);
  expect(now.changes.at(-1)).toMatchObject({ word: exampleWord });
});
