import { describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../../../functions/shared/core/ids.ts';
import { allowedTransitions } from '../../../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import {
  addApproval,
  awaitApproval,
  decline,
} from '../../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { incoherenceOf } from '../../../../../functions/shared/ledger/instruction/coherence.ts';
import {
  confirmResolution,
  flagForAttention,
  markUnknown,
  proposeResolution,
  proveAbsent,
  recordAbsence,
} from '../../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  failSent,
  hold,
  recordOutcome,
  reject,
  settle,
  startSending,
} from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../../../support/clock.ts';
import { withdrawalInDoubt } from '../../../../support/doubt.ts';
import { approved, stamp, transfer, withdrawal } from '../../../../support/instructions.ts';

const by = (person: string) => ({ at: noon, by: person });
const signed = { timestamp: noon, recvWindow: 5_000 };
const sending = (from = approved()) => startSending(from, signed, stamp);
const accepted = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') } as const;
const held = { kind: 'held', reason: 'rate-limited', exchangeCode: 'http-429' } as const;
const refused = { kind: 'refused', exchangeCode: '-4003' } as const;
const waiting = () => awaitApproval(createInstruction(withdrawal(), stamp), stamp);
const unknown = (from = approved()) => markUnknown(sending(from), 'http-502', stamp);
const absent = (from = approved()) => proveAbsent(recordAbsence(unknown(from), noon, stamp), stamp);
const proposed = () => proposeResolution(withdrawalInDoubt('inv-1'), 'failed', 'seen', by('a@example.com'));
const problemOf = (instruction: Instruction) => incoherenceOf(instruction)?.problem;

describe('a life by its own steps is coherent', () => {
  test.each<[string, () => Instruction]>([
    ['requested', () => createInstruction(withdrawal(), stamp)],
    ['declined', () => decline(waiting(), 'no', by('frank@example.com'))],
    [
      'approved by two',
      () => addApproval(approved(), { groups: ['treasury'], isEnough: true }, by('tina@example.com')),
    ],
    ['held', () => hold(approved(), { reason: 'paused', code: 'paused' }, stamp)],
    ['rejected', () => reject(approved(), 'over-rolling-limit', stamp)],
    ['sending', sending],
    ['sent', () => recordOutcome(sending(), accepted, stamp)],
    ['settled', () => settle(recordOutcome(sending(), accepted, stamp), noon, stamp)],
    ['failed there', () => failSent(recordOutcome(sending(), accepted, stamp), 'failed', stamp)],
    ['refused', () => recordOutcome(sending(), refused, stamp)],
    ['held, and sent again', () => sending(recordOutcome(sending(), held, stamp))],
    ['absent, and sent again', () => sending(absent())],
    ['an absent sweep', () => absent(approved(transfer()))],
    ['found late', () => recordOutcome(unknown(), accepted, stamp)],
    ['sent, then in doubt', () => flagForAttention(recordOutcome(sending(), accepted, stamp), 'near-match', [], stamp)],
    ['proposed', proposed],
    ['resolved', () => confirmResolution(proposed(), 'seen too', by('b@example.com'))],
    ['found where a resolution was proposed', () => recordOutcome(proposed(), accepted, stamp)],
  ])('%s', (_what, life) => {
    expect(incoherenceOf(life())).toBeUndefined();
  });
});

/** A life for each transition out of `sending`. A new one is added here, with what is known of the attempt then. */
const leftSending: Readonly<Record<string, () => Instruction>> = {
  sent: () => recordOutcome(sending(), accepted, stamp),
  failed: () => recordOutcome(sending(), refused, stamp),
  unknown,
  approved: () => recordOutcome(sending(), held, stamp),
};

test.each(allowedTransitions.sending)('a send that became %s came to what its history tells of', (to) => {
  const instruction = leftSending[to]?.();
  expect(instruction?.state.status).toBe(to);
  expect(instruction && incoherenceOf(instruction)).toBeUndefined();
});

describe('what the history does not tell of is named', () => {
  const declined = () =>
    decline(addApproval(waiting(), { groups: ['finance'], isEnough: false }, by('fiona@example.com')), 'no', stamp);
  const approval = (person: string) => ({ ...by(person), groups: ['finance'], digest: waiting().digest });

  test('a declined instruction that says that it is approved', () => {
    expect(incoherenceOf({ ...declined(), state: { status: 'approved' } })).toEqual({
      version: 4,
      problem: 'the status is not the one that the history ends with',
    });
  });

  test.each<[string, () => Instruction, string]>([
    ['a forged approval', () => ({ ...waiting(), approvals: [approval('fiona@example.com')] }), 'its approvals'],
    ['an approval that is gone', () => ({ ...approved(), approvals: [] }), 'its approvals'],
    ['another approver', () => ({ ...approved(), approvals: [approval('mallory@example.com')] }), 'its approvals'],
    [
      'an approval of other content',
      () => ({ ...approved(), approvals: approved().approvals.map((each) => ({ ...each, digest: 'f'.repeat(64) })) }),
      'an approval is of other content',
    ],
    ['a send that is forgotten', () => ({ ...recordOutcome(sending(), held, stamp), attempts: [] }), 'its attempts'],
    [
      'an attempt that is said not to have been taken',
      () => ({ ...unknown(), attempts: unknown().attempts.map((each) => ({ ...each, outcome: 'absent' as const })) }),
      'attempt 1',
    ],
    ['a later request', () => ({ ...approved(), createdAt: noon + 1 }), 'its times'],
    ['another reason', () => ({ ...declined(), state: { status: 'declined', reason: 'disabled' } }), 'the reason'],
    ['what is told already', () => ({ ...approved(), publishedVersion: 9 }), 'more is told'],
    [
      'a proposal of somebody else',
      () => {
        const { state, ...rest } = proposed();
        if (state.status !== 'needs-attention' || state.proposal === undefined) throw new TypeError('it is proposed');
        return { ...rest, state: { ...state, proposal: { ...state.proposal, by: 'mallory@example.com' } } };
      },
      'its proposal',
    ],
  ])('%s', (_what, forged, problem) => {
    expect(problemOf(forged())).toMatch(new RegExp(`^${problem}`));
  });
});
