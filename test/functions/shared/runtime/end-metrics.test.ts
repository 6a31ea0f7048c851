import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../../functions/shared/core/ids.ts';
import { awaitApproval } from '../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  expire,
  failSent,
  recordOutcome,
  reject,
  settle,
  startSending,
} from '../../../../functions/shared/ledger/instruction/transitions.ts';
import { VersionConflictError } from '../../../../functions/shared/ledger/store/errors.ts';
import { openInstructionStore } from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { endedInstructionMetrics, withEndMetrics } from '../../../../functions/shared/runtime/end-metrics.ts';
import type { MetricSet } from '../../../../functions/shared/runtime/metrics.ts';
import { noon } from '../../../support/clock.ts';
import { approved, stamp, transfer, withdrawal } from '../../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../../support/ledger.ts';

const requested = createInstruction(withdrawal(), stamp);
const sent = sentFrom(approved(withdrawal()));

function sentFrom(instruction: Instruction): Instruction {
  const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  return recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
}

describe('an instruction', () => {
  test('that settled counts once and by its amount, for its coin and kind', () => {
    expect(endedInstructionMetrics(settle(sent, noon, stamp))).toEqual([
      {
        dimensions: { service: 'treasury', coin: 'USDT', kind: 'withdrawal' },
        metrics: [
          { name: 'InstructionsSettled', unit: 'Count', value: 1 },
          { name: 'AmountSettled', unit: 'None', value: 1250.5 },
        ],
      },
    ]);
  });

  test.each([
    ['rejected', 'coin-not-allowed', reject(requested, 'coin-not-allowed', stamp)],
    ['expired', 'approval-expired', expire(awaitApproval(requested, stamp), stamp)],
    ['failed', 'exchange-failed', failSent(sent, '-1', stamp)],
  ])('that is %s counts by its reason, %s', (status, reason, instruction) => {
    expect(endedInstructionMetrics(instruction)).toEqual([
      {
        dimensions: { service: 'treasury', status, reason },
        metrics: [{ name: 'InstructionsEnded', unit: 'Count', value: 1 }],
      },
    ]);
  });

  test('that has not ended has no figure here: the tick says how many stand where', () => {
    for (const open of [requested, awaitApproval(requested, stamp), approved(withdrawal()), sent]) {
      expect(endedInstructionMetrics(open)).toEqual([]);
    }
  });

  test('is in no dimension, nor is a person, an address or an order', () => {
    const metrics = [settle(sent, noon, stamp), failSent(sent, '-1', stamp)].flatMap(endedInstructionMetrics);
    const names = metrics.flatMap(({ dimensions }) => Object.keys(dimensions));
    expect([...new Set(names)].toSorted()).toEqual(['coin', 'kind', 'reason', 'service', 'status']);
    expect(JSON.stringify(metrics)).not.toContain('inv-2026-0042');
  });
});

describe('in the table', () => {
  let ledger: TestLedger;
  const written: MetricSet[] = [];
  beforeEach(async () => {
    ledger = await startLedger();
    written.length = 0;
  });
  afterEach(() => ledger.close());
  const open = () =>
    withEndMetrics(openInstructionStore(ledger.table, randomUUID), { write: (metrics) => written.push(...metrics) });

  test('an end is counted by who wrote it, and not by who came second', async () => {
    const store = open();
    await store.create(sent);
    const settled = settle(sent, noon, stamp);
    const both = await Promise.allSettled([store.update(sent, settled), open().update(sent, settled)]);
    const failed = both.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(failed).toEqual([expect.any(VersionConflictError)]);
    expect(written).toHaveLength(1);
  });

  test('a run that ends as it begins is counted, and its repeated delivery is not', async () => {
    const ended = reject(createInstruction(transfer(), stamp), 'nothing-above-reserve', stamp);
    expect([(await open().create(ended)).kind, (await open().create(ended)).kind]).toEqual(['created', 'same']);
    expect(written).toMatchObject([{ dimensions: { status: 'rejected', reason: 'nothing-above-reserve' } }]);
  });
});
