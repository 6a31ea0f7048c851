import { expect, test } from '@jest/globals';
import { isTreasuryError } from '../../../../../functions/shared/core/errors.ts';
import type { PersonStamp } from '../../../../../functions/shared/core/person.ts';
import { fromItem, toItem } from '../../../../../functions/shared/ledger/store/whitelist-item.ts';
import type { WhitelistEntry } from '../../../../../functions/shared/ledger/whitelist/entry.ts';
import {
  addConfirmation,
  addProof,
  createProposedEntry,
} from '../../../../../functions/shared/ledger/whitelist/steps.ts';
import { noon } from '../../../../support/clock.ts';
import { firstEpoch, laterEpoch, person, usualEpoch } from '../../../../support/people.ts';
import { acme, entryWith, payment as evidence } from '../../../../support/whitelist.ts';

const now = (name: string): PersonStamp => ({ ...person(`id-${name}`, laterEpoch), at: noon });
const before = (name: string): PersonStamp => ({ ...person(`${name}@example.com`, usualEpoch), at: noon });
const unstamped = (name: string): PersonStamp => ({ by: `${name}@example.com`, at: noon });

const proven = (proposer: PersonStamp) =>
  addProof(createProposedEntry({ id: 'acme', target: acme, lookAlikes: [], ...proposer }), evidence, proposer);
const confirm = (entry: WhitelistEntry, stamp: PersonStamp) =>
  addConfirmation(entry, entry.digest, 1_000, stamp, firstEpoch);

function failure(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isTreasuryError(error) ? `${error.code}: ${error.message}` : String(error);
  }
  return 'none';
}

test('a proposal and its confirmation keep by what the person is named, and are read back so', () => {
  const entry = confirm(proven(before('wanda')), before('walter'));
  expect(entry.history.map(({ identity }) => identity)).toEqual([usualEpoch, usualEpoch, usualEpoch]);
  expect(entry.confirmations).toEqual([before('walter')]);
  expect(fromItem('acme', toItem(entry))).toEqual(entry);
});

test.each([
  ['says so', before('wanda')],
  ['says nothing, as earlier versions wrote it', unstamped('wanda')],
])('nobody confirms what was proposed in another epoch, where the proposal %s', (_how, proposer) => {
  for (const name of ['wanda', 'walter']) {
    const refused = failure(() => confirm(proven(proposer), now(name)));
    expect(refused).toMatch(/^identity-changed: .*propose it again with a new id$/);
  }
  expect(confirm(proven(proposer), before('walter')).state.status).toBe('confirmed');
  expect(failure(() => confirm(proven(proposer), before('Wanda')))).toMatch(/^own-entry/);
});

test('what is in force is confirmed again by people of now, each once', () => {
  const once = confirm(entryWith(), now('wanda'));
  expect(once.confirmations).toHaveLength(2);
  expect(confirm(once, now('WANDA'))).toBe(once);
  expect(confirm(once, now('walter')).confirmations).toHaveLength(3);
});
