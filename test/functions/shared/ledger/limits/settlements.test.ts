import { describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../../../functions/shared/core/ids.ts';
import type { SubmissionOutcome } from '../../../../../functions/shared/core/submission-outcome.ts';
import {
  confirmResolution,
  flagForAttention,
  proposeResolution,
  proveAbsent,
  recordAbsence,
} from '../../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import {
  expire,
  failSent,
  hold,
  recordOutcome,
  settle,
  startSending,
} from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import { settlementsOf } from '../../../../../functions/shared/ledger/limits/settlements.ts';
import { noon } from '../../../../support/clock.ts';
import { approved, stamp } from '../../../../support/instructions.ts';

const id = approved().content.instructionId;
const signed = { timestamp: noon, recvWindow: 5_000 };
const accepted: SubmissionOutcome = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') };
const held: SubmissionOutcome = { kind: 'held', reason: 'rate-limited', exchangeCode: 'http-429' };
const refused: SubmissionOutcome = { kind: 'refused', exchangeCode: '-4003' };
const unknown: SubmissionOutcome = { kind: 'unknown', exchangeCode: 'http-502' };
const sending = startSending(approved(), signed, stamp);
const outcomeOf = (answer: SubmissionOutcome) => recordOutcome(sending, answer, stamp);
const free = (attempt: number) => ({ kind: 'free', id: `${id}#${attempt}` });
const unused = (attempt: number) => ({ kind: 'unused', id: `${id}#${attempt}` });
const inDoubt = flagForAttention(outcomeOf(unknown), 'near-match', [], stamp);
const resolvedAs = (doubtful: Instruction, decision: 'settled' | 'failed') =>
  confirmResolution(proposeResolution(doubtful, decision, 'seen', { at: noon, by: 'a' }), 'seen', {
    at: noon,
    by: 'b',
  });
const resolved = (decision: 'settled' | 'failed') => resolvedAs(inDoubt, decision);

describe('the reservation of an attempt', () => {
  test.each<[string, Instruction]>([
    ['approved', approved()],
    ['being sent', sending],
    ['unknown', outcomeOf(unknown)],
    ['looked at by people', inDoubt],
    ['sent', outcomeOf(accepted)],
  ])('is kept while the instruction is %s', (_status, instruction) => {
    expect(settlementsOf(instruction, noon)).toEqual([]);
  });

  test('is free when it was certainly not taken', () => {
    expect(settlementsOf(outcomeOf(held), noon)).toEqual([free(1), unused(2)]);
    expect(settlementsOf(outcomeOf(refused), noon)).toEqual([free(1), unused(2)]);
    expect(settlementsOf(proveAbsent(recordAbsence(outcomeOf(unknown), noon, stamp), stamp), noon)).toEqual([free(1)]);
  });

  test('is free when the exchange took it and failed it', () => {
    expect(settlementsOf(failSent(outcomeOf(accepted), 'KYT_FAILED', stamp), noon)).toEqual([free(1), unused(2)]);
  });

  test('moved at the exchange’s own time, never before it was signed', () => {
    const moved = (movedAt: number) => [{ kind: 'moved', id: `${id}#1`, movedAt }, unused(2)];
    expect(settlementsOf(settle(outcomeOf(accepted), noon + 800, stamp), noon)).toEqual(moved(noon + 800));
    expect(settlementsOf(settle(outcomeOf(accepted), noon - 800, stamp), noon)).toEqual(moved(noon));
  });

  test('moved at the last moment of the second that the records show, where they show no part of one', () => {
    const settled = settle(outcomeOf(accepted), noon + 3_000, stamp);
    expect(settlementsOf(settled, noon)).toEqual([{ kind: 'moved', id: `${id}#1`, movedAt: noon + 3_999 }, unused(2)]);
  });

  test('moved at the end of its window where only people say that it did, and is free where they say it did not', () => {
    expect(settlementsOf(resolved('settled'), noon)).toEqual([
      { kind: 'moved', id: `${id}#1`, movedAt: noon + 5_000 },
      unused(2),
    ]);
    expect(settlementsOf(resolved('failed'), noon)).toEqual([free(1), unused(2)]);
  });

  test('counts again while people decide on an order of an attempt that counted as absent, and as they decide', () => {
    const absent = proveAbsent(recordAbsence(outcomeOf(unknown), noon, stamp), stamp);
    const found = flagForAttention(absent, 'earlier-attempt', [], stamp);
    expect(settlementsOf(found, noon)).toEqual([{ kind: 'doubted', id: `${id}#1`, quantity: found.content.quantity }]);
    const moved = { kind: 'moved', id: `${id}#1`, movedAt: noon + 5_000 };
    expect(settlementsOf(resolvedAs(found, 'settled'), noon)).toEqual([moved, unused(2)]);
    expect(settlementsOf(resolvedAs(found, 'failed'), noon)).toEqual([free(1), unused(2)]);
  });

  test('that was taken for an attempt which never came is free when the instruction ends', () => {
    expect(settlementsOf(expire(approved(), stamp), noon)).toEqual([unused(1)]);
  });

  test('that was taken for an attempt which never came is free while it waits, and kept when it may go', () => {
    const waiting = hold(approved(), { reason: 'key-unavailable', code: 'secret-unavailable' }, stamp);
    expect(settlementsOf(waiting, noon + 59_999)).toEqual([unused(1)]);
    expect(settlementsOf(waiting, noon + 60_000)).toEqual([]);
  });

  test('of an earlier attempt is free whatever the last one does', () => {
    const again = startSending(outcomeOf(held), { ...signed, timestamp: noon + 1 }, stamp);
    expect(settlementsOf(recordOutcome(again, unknown, stamp), noon)).toEqual([free(1)]);
  });
});
