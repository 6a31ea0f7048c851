import { describe, expect, test } from '@jest/globals';
import { needsDecisionOf } from '../../../functions/instructions/needs-me.ts';
import { addApproval, awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import {
  flagForAttention,
  markUnknown,
  proposeResolution,
} from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { approved, policyWith, stamp, transfer, withdrawal } from '../../support/instructions.ts';

const identity = { issuer: 'https://login.example.com', claim: 'email' };
const policy = policyWith({
  withdrawals: { USDT: { perInstruction: '50000', approvals: [{ over: '0', quorum: 2, groups: ['finance'] }] } },
});
const person = (name: string) => ({ by: `${name}@example.com`, identity });
const looker = (name: string, groups: readonly string[], now = noon) => ({ person: person(name), groups, policy, now });

const asked = awaitApproval(createInstruction(withdrawal(), { ...stamp, ...person('alice') }), stamp);
const approvedOnce = addApproval(asked, { groups: ['treasury'], isEnough: false }, { at: noon, ...person('bob') });

function inDoubt(): Instruction {
  const sending = startSending(approved(), { timestamp: noon, recvWindow: 5_000 }, stamp);
  return flagForAttention(markUnknown(sending, '-1000', stamp), 'near-match', [], stamp);
}

describe('a payment that waits for approval', () => {
  test('waits for an approver', () => {
    expect(needsDecisionOf(asked, looker('frank', ['finance']), undefined)).toBe(true);
    expect(needsDecisionOf(asked, looker('tess', ['treasury']), undefined)).toBe(true);
  });

  test.each([
    ['who asked for it', looker('Alice', ['finance'])],
    ['who is no approver', looker('olga', ['oncall'])],
    ['anybody once it has expired', looker('frank', ['finance'], noon + 86_400_001)],
  ])('does not wait for %s', (_who, who) => {
    expect(needsDecisionOf(asked, who, undefined)).toBe(false);
  });

  test.each([
    ['who has approved', looker('bob', ['treasury', 'finance']), false],
    ['another of a group that is not missing', looker('tess', ['treasury']), false],
    ['one of the group that is missing', looker('frank', ['finance']), true],
  ])('of which one approval is there: %s', (_who, who, expected) => {
    expect(needsDecisionOf(approvedOnce, who, undefined)).toBe(expected);
  });
});

describe('money in doubt', () => {
  test.each([
    ['an approver', looker('tess', ['treasury']), true],
    ['an operator', looker('olga', ['oncall']), true],
    ['an auditor', looker('ann', ['audit']), false],
  ])('may be decided on by %s', (_who, who, expected) => {
    expect(needsDecisionOf(inDoubt(), who, undefined)).toBe(expected);
  });

  test('waits no more for who has said what became of it', () => {
    const proposed = proposeResolution(inDoubt(), 'settled', 'hash 0xabc', { at: noon, ...person('tess') });
    expect(needsDecisionOf(proposed, looker('tess', ['treasury']), undefined)).toBe(false);
    expect(needsDecisionOf(proposed, looker('olga', ['oncall']), undefined)).toBe(true);
  });
});

test.each([
  ['a sweep that is sent', approved(transfer())],
  ['a payment that is approved', approved()],
])('%s waits for nobody', (_what, instruction) => {
  expect(needsDecisionOf(instruction, looker('frank', ['finance']), undefined)).toBe(false);
});
