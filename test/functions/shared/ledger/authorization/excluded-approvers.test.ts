import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IdentityEpoch, PersonStamp } from '../../../../../functions/shared/core/person.ts';
import { excludedApprovers } from '../../../../../functions/shared/ledger/authorization/excluded-approvers.ts';
import { quorumState } from '../../../../../functions/shared/ledger/authorization/quorum.ts';
import type { WhitelistEntry } from '../../../../../functions/shared/ledger/whitelist/entry.ts';
import { addConfirmation } from '../../../../../functions/shared/ledger/whitelist/steps.ts';
import { noon } from '../../../../support/clock.ts';
import { firstEpoch, laterEpoch, person, usualEpoch } from '../../../../support/people.ts';
import { entryWith } from '../../../../support/whitelist.ts';

const by = (name: string, identity: IdentityEpoch) => ({ ...person(name, identity), at: noon });
const confirmed = (entry: WhitelistEntry, ...people: PersonStamp[]) =>
  people.reduce((seen, each) => addConfirmation(seen, seen.digest, 1_000, each, firstEpoch), entry);
const names = (requester: PersonStamp, entry: WhitelistEntry) =>
  excludedApprovers(requester, entry, firstEpoch)?.map((each) => each.by);

const alice = by('alice@example.com', usualEpoch);
const renamedAlice = by('id-alice', laterEpoch);
const renamed = (name: string) => by(`id-${name}`, laterEpoch);
/** `wanda` proposed it, and `walter` confirmed it, both before epochs were kept. */
const entry = entryWith();
const byDeploy = {
  ...entry,
  proposedBy: 'config',
  history: entry.history.map((step, index) => (index === 0 ? { ...step, by: 'config' } : step)),
};

describe('who may not approve', () => {
  test('is who asked, who proposed the destination, and who confirmed it alone', () => {
    expect(names(alice, entry)).toEqual(['alice@example.com', 'wanda@example.com', 'walter@example.com']);
    const twice = confirmed(entry, by('xaver@example.com', usualEpoch));
    expect(names(alice, twice)).toEqual(['alice@example.com', 'wanda@example.com']);
  });

  test('is everybody where nobody can be told from who brought the destination in', () => {
    expect(names(renamedAlice, entry)).toBeUndefined();
    expect(names(renamedAlice, confirmed(entry, renamed('wanda')))).toBeUndefined();
    expect(names(renamedAlice, byDeploy)).toBeUndefined();
  });

  test('is who confirmed it since: two people alone, and the first of more', () => {
    const two = confirmed(entry, renamed('wanda'), renamed('walter'));
    expect(names(renamedAlice, two)).toEqual(['id-alice', 'id-wanda', 'id-walter']);
    expect(names(renamedAlice, confirmed(two, renamed('xaver')))).toEqual(['id-alice', 'id-wanda']);
  });

  test('is who alone confirmed what a deploy brought', () => {
    const one = confirmed(byDeploy, renamed('walter'));
    expect(names(renamedAlice, one)).toEqual(['id-alice', 'id-walter']);
    expect(names(renamedAlice, confirmed(one, renamed('xaver')))).toEqual(['id-alice']);
  });
});

/** Each person by the name of one claim or of the other. */
const anyStamp = fc
  .record({ name: fc.constantFrom('ann', 'bob', 'cat', 'dan'), isLater: fc.boolean(), isKept: fc.boolean() })
  .map(({ name, isLater, isKept }) => {
    const stamp = isLater ? renamed(name) : by(name, usualEpoch);
    return isKept || isLater ? stamp : { by: name, at: noon };
  });

test('whoever counts is for certain another person than everybody else who counts, and than who asked', () => {
  const digest = 'a'.repeat(64);
  fc.assert(
    fc.property(anyStamp, fc.array(anyStamp, { maxLength: 6 }), (requester, stamps) => {
      const excluded = excludedApprovers(requester, undefined, firstEpoch) ?? [];
      const approvals = stamps.map((stamp) => ({ ...stamp, groups: ['finance'], digest }));
      const requirement = { quorum: 1, groups: [] };
      const rules = { digest, excluded, approverGroups: ['finance'], firstEpoch };
      const { counted } = quorumState(approvals, requirement, rules);
      const people = [requester, ...counted].map((each) => each.by.replace('id-', ''));
      expect(new Set(people).size).toBe(people.length);
    }),
  );
});
