import { describe, expect, test } from '@jest/globals';
import { dueReminders } from '../../../functions/reconciliation/due-reminders.ts';
import { awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  hold,
  recordOutcome,
  startSending,
} from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { approved, stamp, transfer, withdrawal } from '../../support/instructions.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
const dayLong = { approvalExpiryMs: 24 * hourMs };
const waiting = awaitApproval(createInstruction(withdrawal(), stamp), stamp);
const namesAt = (instruction: Instruction, ms: number, policy = dayLong) =>
  dueReminders(instruction, policy, noon + ms).map(({ name }) => name);

describe('that an instruction expires soon', () => {
  test('is due from two hours before its end until then, once', () => {
    expect(namesAt(waiting, 22 * hourMs - 1)).toEqual([]);
    expect(namesAt(waiting, 22 * hourMs)).toEqual(['expires-soon']);
    expect(namesAt(waiting, 24 * hourMs)).toEqual(['expires-soon']);
    expect(namesAt(waiting, 24 * hourMs + 1)).toEqual([]);
    expect(namesAt({ ...waiting, reminders: ['expires-soon'] }, 23 * hourMs)).toEqual([]);
  });

  test('is due at half of its time where it has less than four hours', () => {
    const short = { approvalExpiryMs: hourMs };
    expect(namesAt(waiting, hourMs / 2 - 1, short)).toEqual([]);
    expect(namesAt(waiting, hourMs / 2, short)).toEqual(['expires-soon']);
  });

  test('says which one, and when it ends', () => {
    const [reminder] = dueReminders(waiting, dayLong, noon + 23 * hourMs);
    expect(reminder?.event).toEqual({
      detailType: 'InstructionExpiresSoon',
      detail: {
        id: 'inv-2026-0042',
        version: 2,
        kind: 'withdrawal',
        status: 'awaiting-approval',
        coin: 'USDT',
        quantity: '1250.5',
        expiresAt: '2026-11-21T10:00:00.000Z',
      },
    });
  });

  test('is never due for a run of a sweep, nor for what was sent', () => {
    expect(namesAt(approved(transfer()), 23 * hourMs)).toEqual([]);
    expect(namesAt(startSending(approved(), { timestamp: noon, recvWindow: 5_000 }, stamp), 23 * hourMs)).toEqual([]);
  });
});

describe('that an instruction is held', () => {
  const at = (ms: number) => ({ at: noon + ms, by: 'test' });
  const paused = hold(approved(), { reason: 'paused', code: 'paused' }, at(0));
  const since = paused.version;

  test('is due after a quarter of an hour, once', () => {
    expect(namesAt(paused, 15 * minuteMs - 1)).toEqual([]);
    expect(namesAt(paused, 15 * minuteMs)).toEqual([`held ${since}`]);
    expect(namesAt({ ...paused, reminders: [`held ${since}`] }, 16 * minuteMs)).toEqual([]);
  });

  test('counts from the first hold: a try that is held again does not begin it anew', () => {
    const tried = startSending(paused, { timestamp: noon, recvWindow: 5_000 }, at(10 * minuteMs));
    const again = recordOutcome(
      tried,
      { kind: 'held', reason: 'rate-limited', exchangeCode: '429' },
      at(11 * minuteMs),
    );
    expect(namesAt(again, 15 * minuteMs)).toEqual([`held ${since}`]);
  });

  test('is not due for one that only waits for its slot, nor while people are asked', () => {
    expect(namesAt(approved(), 16 * minuteMs)).toEqual([]);
    expect(namesAt(waiting, 16 * minuteMs)).toEqual([]);
  });

  test('says why and since when', () => {
    const [reminder] = dueReminders(paused, dayLong, noon + hourMs);
    expect(reminder?.event).toMatchObject({
      detailType: 'InstructionHeld',
      detail: { heldReason: 'paused', since, heldSince: '2026-11-20T10:00:00.000Z', status: 'approved' },
    });
  });
});
