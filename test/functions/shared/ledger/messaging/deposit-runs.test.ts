import { describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import { instructionId } from '../../../../../functions/shared/core/ids.ts';
import { depositReference } from '../../../../../functions/shared/ledger/messaging/deposit-reference.ts';
import {
  depositRun,
  isRunId,
  parseSweepRun,
  runInstructionId,
  runOf,
  sweepMessage,
} from '../../../../../functions/shared/ledger/messaging/sweep-message.ts';
import { noon } from '../../../../support/clock.ts';
import { depositPolicy } from '../../../../support/deposits.ts';
import { approved, transfer } from '../../../../support/instructions.ts';

const reference = depositReference('D123456789012345678');
const run = depositRun('usdt-on-arrival', reference, noon + 999);

describe('the run of a sweep for a deposit', () => {
  test('has the same id whenever it is asked for, and another one for each deposit and sweep', () => {
    const later = depositRun('usdt-on-arrival', reference, noon + 60_000);
    expect(runInstructionId(later)).toBe(runInstructionId(run));
    // The name of a sweep may end as a reference does.
    const ids = ['a', 'a-D123456789012345678', 'usdt-on-arrival'].flatMap((sweepId) =>
      ['D123456789012345678', 'D123456789012345679', 'odd id', 'odd-id'].map((orderId) =>
        runInstructionId(depositRun(sweepId, depositReference(orderId), noon)),
      ),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is never that of a schedule, and fits into an id with the longest name', () => {
    const name = 'a'.repeat(40);
    for (const orderId of ['D123456789012345678', 'FD12345678901234567890', 'x'.repeat(64), '20261120T100000Z']) {
      const id = runInstructionId(depositRun(name, depositReference(orderId), noon));
      expect(id).toMatch(/^a{40}-[A-Z][A-Za-z0-9]{9,22}$/);
    }
  });

  test('is read from its message, and refused where it names no deposit', () => {
    expect(parseSweepRun({ ...run })).toEqual(run);
    expect(run.scheduledTime).toBe('2026-11-20T10:00:00Z');
    for (const deposit of ['20261120T100000Z', 'D1', '', 7])
      expect(() => parseSweepRun({ ...run, deposit })).toThrow('reference of a deposit');
  });

  test('is sent again by the tick as it was, and counted from when it was written down', () => {
    const { sweeps } = depositPolicy();
    const content = { ...transfer(runInstructionId(run)), sweepId: 'usdt-on-arrival', quantity: amount('1') };
    expect(runOf(approved(content))).toEqual({ ...run, scheduledTime: '2026-11-20T10:00:00Z' });
    expect(sweepMessage(approved(content), sweeps)).toMatchObject({
      body: { sweepId: 'usdt-on-arrival', deposit: 'D123456789012345678', scheduledTime: '2026-11-20T10:00:00Z' },
      group: 'transfer.by.usdt-on-arrival',
    });
  });

  test('keeps its id from payments, and only where the sweep runs for deposits', () => {
    const id = instructionId('usdt-D123456789012345678');
    expect(isRunId({ id: 'usdt', trigger: 'deposit' }, id)).toBe(true);
    expect(isRunId({ id: 'usdt' }, id)).toBe(false);
    expect(isRunId({ id: 'usdt', trigger: 'deposit' }, instructionId('usdt-INV2026'))).toBe(false);
  });
});
