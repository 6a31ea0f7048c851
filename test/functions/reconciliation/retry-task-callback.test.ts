import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction, reject } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { stamp, withdrawal } from '../../support/instructions.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on('/api/v1/account/balanceFlow', { status: 200, body: '[]' });
  fixture.script.on('/api/v1/account/withdrawOrders', { status: 200, body: '[]' });
});
afterEach(() => fixture.close());

const minute = 60_000;
const read = async () => (await fixture.parts.instructions.get(withdrawal().instructionId)) as Instruction;
const openCount = async () => (await fixture.parts.instructions.listOpen(100)).instructions.length;
const rejections = () => fixture.outbox.events.filter(({ detail }) => detail.status === 'rejected').length;

/** Rejected and written, and a crash came before its events. */
async function ended(): Promise<void> {
  const rejected = reject(createInstruction(withdrawal(), stamp, 't-1'), 'coin-not-allowed', stamp);
  await fixture.parts.instructions.create(rejected);
}

async function tickAfter(ms: number): Promise<void> {
  fixture.clock.advance(ms);
  await tick(fixture.parts);
}

describe('an ended instruction that somebody waits for', () => {
  test('is published again each minute at first, until it is reported, and then leaves the open index', async () => {
    await ended();
    await tickAfter(0);
    expect([rejections(), await openCount()]).toEqual([1, 1]);
    await tickAfter(minute - 1);
    expect(rejections()).toBe(1);
    await tickAfter(1);
    expect(rejections()).toBe(2);
    await tickAfter(minute / 2);
    expect(rejections()).toBe(2);
    await tickAfter(minute / 2);
    expect(rejections()).toBe(3);
    await fixture.parts.instructions.recordTaskReport(await read(), { at: fixture.clock.now(), result: 'told' });
    await tickAfter(minute * 10);
    expect([rejections(), await openCount()]).toEqual([3, 0]);
  });

  test('is published as it was, without a word of the token', async () => {
    await ended();
    await tickAfter(0);
    await tickAfter(minute);
    const [first, again] = fixture.outbox.events.filter(({ detail }) => detail.status === 'rejected');
    expect(again).toEqual(first);
    expect(JSON.stringify(fixture.outbox.events)).not.toContain('t-1');
  });

  test('is asked for once by two ticks at the same time', async () => {
    await ended();
    await tickAfter(0);
    fixture.clock.advance(minute);
    await Promise.all([tick(fixture.parts), tick(fixture.parts)]);
    expect(rejections()).toBe(2);
  });

  test('is asked for later where the bus is away', async () => {
    await ended();
    await tickAfter(0);
    fixture.outbox.setAway(true);
    await tickAfter(minute);
    fixture.outbox.setAway(false);
    await tickAfter(minute);
    expect(rejections()).toBe(2);
    expect(fixture.reports).toEqual(['an instruction could not be moved on']);
  });

  test('is given up after a week, with a word to people', async () => {
    await ended();
    await tickAfter(0);
    await fixture.ledger.table.update(`instruction#${withdrawal().instructionId}`, {
      set: { taskAskedAt: fixture.clock.now(), taskAskedTimes: 174 },
      condition: 'attribute_exists(pk)',
      values: {},
    });
    await tickAfter(minute * 59);
    expect(await openCount()).toBe(1);
    await tickAfter(minute);
    expect(await read()).toMatchObject({ taskReport: { result: 'given-up' } });
    expect(fixture.reports).toEqual(['a waiting execution could not be told for a week']);
    expect([rejections(), await openCount()]).toEqual([1, 0]);
  });

  test('that was reported between two looks at it leaves with the next tick', async () => {
    await ended();
    const seen = await read();
    await fixture.parts.instructions.markPublished(seen);
    // Read before its events were noted as out, and noted after.
    await fixture.parts.instructions.recordTaskReport(seen, { at: fixture.clock.now(), result: 'told' });
    expect(await openCount()).toBe(1);
    await tickAfter(0);
    expect(await openCount()).toBe(0);
  });
});
