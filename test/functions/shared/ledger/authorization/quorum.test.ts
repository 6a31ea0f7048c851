import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import {
  approvalRequirement,
  type People,
  quorumState,
} from '../../../../../functions/shared/ledger/authorization/quorum.ts';
import type { Approval } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import { noon } from '../../../../support/clock.ts';
import { policyWith } from '../../../../support/instructions.ts';

const digest = 'a'.repeat(64);
const approverGroups = ['treasury', 'finance', 'board'];
const excluded = ['alice@example.com', 'wanda@example.com'].map((by) => ({ by, at: noon }));
const counting = { digest, excluded, approverGroups };

function approval(by: string, groups: readonly string[], of = digest): Approval {
  return { by, at: noon, groups, digest: of };
}
const treasury = (by: string) => approval(by, ['treasury']);
const finance = (by: string) => approval(by, ['finance']);
const both = (by: string) => approval(by, ['treasury', 'finance']);

const requires = (quorum: number, ...groups: string[]): People => ({ quorum, groups });
const isEnough = (requirement: People, ...approvals: Approval[]) =>
  quorumState(approvals, requirement, counting).isEnough;

describe('the tier of a quantity', () => {
  const policy = policyWith({
    withdrawals: {
      USDT: {
        perInstruction: '50000',
        approvals: [
          { over: '10000', quorum: 2, groups: ['treasury', 'finance'] },
          { over: '0', quorum: 1 },
        ],
      },
    },
  });

  test.each([
    ['0.000001', 1],
    ['10000', 1],
    ['10000.000001', 2],
    ['50000', 2],
  ])('of %s asks for %d', (quantity, quorum) => {
    expect(approvalRequirement(policy, 'USDT', amount(quantity)).quorum).toBe(quorum);
  });

  test('is one person where the policy says nothing: no quantity is exempt', () => {
    expect(approvalRequirement(policyWith(), 'USDT', amount('1'))).toEqual({ quorum: 1, groups: [], passkeys: false });
    expect(approvalRequirement(policyWith(), 'BTC', amount('1')).quorum).toBe(1);
  });

  test('cannot be configured so that a quantity is exempt', () => {
    for (const approvals of [[], [{ over: '10', quorum: 1 }], [{ over: '0', quorum: 0 }]]) {
      const USDT = { perInstruction: '50000', approvals };
      expect(() => policyWith({ withdrawals: { USDT } })).toThrow(/withdrawals\.USDT\.approvals/);
    }
  });
});

describe('approvals', () => {
  test('are enough when so many different people gave them', () => {
    expect(isEnough(requires(2), treasury('bob@example.com'))).toBe(false);
    expect(isEnough(requires(2), treasury('bob@example.com'), treasury('carol@example.com'))).toBe(true);
  });

  test('of one person count once, in capitals or not', () => {
    expect(isEnough(requires(2), treasury('bob@example.com'), finance('Bob@Example.com'))).toBe(false);
  });

  test('of the one who asked, or who brought in the destination, do not count', () => {
    expect(isEnough(requires(1), treasury('ALICE@example.com'))).toBe(false);
    expect(isEnough(requires(1), treasury('wanda@example.com'))).toBe(false);
  });

  test('of other content do not count', () => {
    expect(isEnough(requires(1), approval('bob@example.com', ['treasury'], 'b'.repeat(64)))).toBe(false);
  });

  test('of people whose groups do not approve any more do not count', () => {
    expect(isEnough(requires(1), approval('bob@example.com', ['interns']))).toBe(false);
  });

  test('need a different person for each group', () => {
    const requirement = requires(2, 'treasury', 'finance');
    expect(isEnough(requirement, treasury('bob@example.com'), treasury('carol@example.com'))).toBe(false);
    expect(isEnough(requirement, both('bob@example.com'))).toBe(false);
    expect(isEnough(requirement, both('bob@example.com'), treasury('carol@example.com'))).toBe(true);
    expect(isEnough(requirement, both('bob@example.com'), finance('carol@example.com'))).toBe(true);
  });

  test('tell how many people and which groups are missing', () => {
    const requirement = requires(3, 'treasury', 'finance');
    const standing = quorumState([treasury('bob@example.com'), treasury('carol@example.com')], requirement, counting);
    expect(standing).toMatchObject({ missingPeople: 1, missingGroups: ['finance'], isEnough: false });
  });
});

const people = ['alice', 'bob', 'carol', 'dave', 'erin', 'wanda'].map((name) => `${name}@example.com`);
const anyApproval = fc.record({
  by: fc.constantFrom(...people),
  at: fc.constant(noon),
  groups: fc.subarray(approverGroups),
  digest: fc.constantFrom(digest, digest, digest, 'b'.repeat(64)),
});
const anyApprovals = fc.uniqueArray(anyApproval, { maxLength: 6, selector: ({ by }) => by });
const anyRequirement = fc
  .record({ quorum: fc.integer({ min: 1, max: 5 }), groups: fc.subarray(approverGroups) })
  .map(({ quorum, groups }) => ({ quorum: Math.max(quorum, groups.length), groups }));

/** By trying every way to give each group a person: slow, and plainly right. */
function isEnoughByHand(approvals: readonly Approval[], { quorum, groups }: People): boolean {
  const counted = approvals.filter(
    (each) => each.digest === digest && each.groups.length > 0 && !excluded.some(({ by }) => by === each.by),
  );
  const canCover = (left: readonly string[], free: readonly Approval[]): boolean => {
    const [group, ...others] = left;
    if (group === undefined) return true;
    return free.some(
      (person) =>
        person.groups.includes(group) &&
        canCover(
          others,
          free.filter((each) => each !== person),
        ),
    );
  };
  return counted.length >= quorum && canCover(groups, counted);
}

describe('whatever the approvals are', () => {
  test('they are enough exactly where a different person can be found for each group, and enough people', () => {
    fc.assert(
      fc.property(anyApprovals, anyRequirement, (approvals, requirement) => {
        expect(isEnough(requirement, ...approvals)).toBe(isEnoughByHand(approvals, requirement));
      }),
      { numRuns: 1_000 },
    );
  });

  test('their order does not matter', () => {
    const shuffled = anyApprovals.chain((approvals) =>
      fc.tuple(fc.constant(approvals), fc.shuffledSubarray(approvals, { minLength: approvals.length })),
    );
    fc.assert(
      fc.property(shuffled, anyRequirement, ([approvals, others], requirement) => {
        const [one, other] = [approvals, others].map((each) => quorumState(each, requirement, counting));
        expect(one?.isEnough).toBe(other?.isEnough);
        expect(one?.missingPeople).toBe(other?.missingPeople);
      }),
    );
  });

  test('one more never makes them too few', () => {
    fc.assert(
      fc.property(anyApprovals, anyApproval, anyRequirement, (approvals, more, requirement) => {
        if (isEnough(requirement, ...approvals)) expect(isEnough(requirement, ...approvals, more)).toBe(true);
      }),
    );
  });

  test('a requirement for more people or more groups is never met where the smaller one is not', () => {
    fc.assert(
      fc.property(anyApprovals, anyRequirement, fc.constantFrom(...approverGroups), (approvals, smaller, group) => {
        const groups = smaller.groups.includes(group) ? smaller.groups : [...smaller.groups, group];
        const larger = { quorum: Math.max(smaller.quorum + 1, groups.length), groups };
        if (isEnough(larger, ...approvals)) expect(isEnough(smaller, ...approvals)).toBe(true);
      }),
    );
  });
});
