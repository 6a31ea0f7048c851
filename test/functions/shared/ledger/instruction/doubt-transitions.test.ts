import { describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../../../functions/shared/core/ids.ts';
import type { SubmissionOutcome } from '../../../../../functions/shared/core/submission-outcome.ts';
import { allowedTransitions } from '../../../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import {
  confirmResolution,
  flagForAttention,
  markUnknown,
  proposeResolution,
  proveAbsent,
  recordAbsence,
} from '../../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import { recordOutcome, startSending } from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../../../support/clock.ts';
import { approved, stamp, transfer, withdrawal } from '../../../../support/instructions.ts';

const signed = { timestamp: noon, recvWindow: 5_000 };
const accepted: SubmissionOutcome = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W123') };

describe('an instruction in doubt', () => {
  const unknown = (content: Parameters<typeof approved>[0] = withdrawal()) =>
    markUnknown(startSending(approved(content), signed, stamp), 'http-502', stamp);
  const inDoubt = () => flagForAttention(unknown(), 'near-match', [], stamp);
  const alice = { at: noon, by: 'alice@example.com' };
  const bob = { at: noon, by: 'bob@example.com' };

  test('is proven absent by two reads: a withdrawal may go again under the same id, a sweep ends', () => {
    expect(() => proveAbsent(unknown(), stamp)).toThrow(expect.objectContaining({ code: 'assertion-failed' }));
    const again = proveAbsent(recordAbsence(unknown(), noon, stamp), stamp);
    expect(again.state).toEqual({ status: 'approved' });
    expect(again.attempts).toMatchObject([{ number: 1, outcome: 'absent' }]);
    const second = startSending(again, { ...signed, timestamp: noon + 1 }, stamp);
    expect(second.attempts[1]).toMatchObject({ number: 2, clientOrderId: again.content.instructionId });
    const ended = proveAbsent(recordAbsence(unknown(transfer()), noon, stamp), stamp);
    expect(ended.state).toEqual({ status: 'failed', reason: 'proven-absent' });
  });

  test('notes its absence once an attempt, so its history is bounded', () => {
    const noted = recordAbsence(unknown(), noon, stamp);
    expect(() => recordAbsence(noted, noon, stamp)).toThrow(expect.objectContaining({ code: 'assertion-failed' }));
  });

  test('that people look at is never sent again or proven absent, but may still be found', () => {
    expect(allowedTransitions['needs-attention']).toEqual(['needs-attention', 'sent', 'settled', 'failed']);
    expect(() => startSending(inDoubt(), signed, stamp)).toThrow();
    expect(() => proveAbsent(inDoubt(), stamp)).toThrow();
    expect(recordOutcome(inDoubt(), accepted, stamp).state.status).toBe('sent');
    const refused: SubmissionOutcome = { kind: 'refused', exchangeCode: '-4003' };
    expect(() => recordOutcome(inDoubt(), refused, stamp)).toThrow();
  });

  test.each(['settled', 'failed'] as const)('ends %s when two people say so, with the evidence of both', (decision) => {
    const proposed = proposeResolution(inDoubt(), decision, 'ticket 7', alice);
    expect(proposed.state).toMatchObject({ status: 'needs-attention', proposal: { decision, by: alice.by } });
    const ended = confirmResolution(proposed, 'seen on chain', bob);
    expect(ended.state).toEqual({ status: decision, reason: 'resolved' });
    expect(ended.history.slice(-2)).toMatchObject([
      { by: alice.by, reason: 'resolution-proposed', evidence: 'ticket 7' },
      { by: bob.by, reason: 'resolved', evidence: 'seen on chain' },
    ]);
  });

  test('is not resolved by one person twice, also not in capitals, nor without a first', () => {
    const proposed = proposeResolution(inDoubt(), 'failed', 'ticket 7', alice);
    const refused = expect.objectContaining({ code: 'assertion-failed' });
    expect(() => confirmResolution(proposed, 'again', { ...alice, by: 'ALICE@example.com' })).toThrow(refused);
    expect(() => confirmResolution(inDoubt(), 'alone', bob)).toThrow(refused);
  });

  test('keeps ten near matches at most', () => {
    const many = Array.from({ length: 11 }, (_, index) => ({ exchangeOrderId: `W${index}`, time: noon }));
    const asked = flagForAttention(unknown(), 'near-match', many, stamp);
    expect(asked.state).toMatchObject({ nearMatches: many.slice(0, 10) });
  });
});
