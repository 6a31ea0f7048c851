import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { createInstruction, reject } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { type House, startHouse } from '../../support/house.ts';
import { stamp, withdrawal } from '../../support/instructions.ts';

let house: House;
beforeEach(async () => {
  house = await startHouse();
  house.script.on('/api/v1/account/balanceFlow', { status: 200, body: '[]' });
  house.script.on('/api/v1/account/withdrawOrders', { status: 200, body: '[]' });
});
afterEach(() => house.close());

const minute = 60_000;
const read = async () => (await house.parts.instructions.get(withdrawal().instructionId)) as Instruction;
const openCount = async () => (await house.parts.instructions.listOpen(100)).instructions.length;
const rejections = () => house.outbox.events.filter(({ detail }) => detail.status === 'rejected').length;

/** Rejected and written, and a crash came before its events. */
async function ended(): Promise<void> {
  const rejected = reject(createInstruction(withdrawal(), stamp, 't-1'), 'coin-not-allowed', stamp);
  await house.parts.instructions.create(rejected);
}

async function tickAfter(ms: number): Promise<void> {
  house.clock.advance(ms);
  await tick(house.parts);
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
    await house.parts.instructions.recordTaskReport(await read(), { at: house.clock.now(), result: 'told' });
    await tickAfter(minute * 10);
    expect([rejections(), await openCount()]).toEqual([3, 0]);
  });

  test('is published as it was, without a word of the token', async () => {
    await ended();
    await tickAfter(0);
    await tickAfter(minute);
    const [first, again] = house.outbox.events.filter(({ detail }) => detail.status === 'rejected');
    expect(again).toEqual(first);
    expect(JSON.stringify(house.outbox.events)).not.toContain('t-1');
  });

  test('is asked for once by two ticks at the same time', async () => {
    await ended();
    await tickAfter(0);
    house.clock.advance(minute);
    await Promise.all([tick(house.parts), tick(house.parts)]);
    expect(rejections()).toBe(2);
  });

  test('is asked for later where the bus is away', async () => {
    await ended();
    await tickAfter(0);
    house.outbox.setAway(true);
    await tickAfter(minute);
    house.outbox.setAway(false);
    await tickAfter(minute);
    expect(rejections()).toBe(2);
    expect(house.reports).toEqual(['an instruction could not be moved on']);
  }, 60_000);

  test('is given up after a week, with a word to people', async () => {
    await ended();
    await tickAfter(0);
    await house.ledger.table.update(`instruction#${withdrawal().instructionId}`, {
      set: { taskAskedAt: house.clock.now(), taskAskedTimes: 174 },
      condition: 'attribute_exists(pk)',
      values: {},
    });
    await tickAfter(minute * 59);
    expect(await openCount()).toBe(1);
    await tickAfter(minute);
    expect(await read()).toMatchObject({ taskReport: { result: 'given-up' } });
    expect(house.reports).toEqual(['a waiting execution could not be told for a week']);
    expect([rejections(), await openCount()]).toEqual([1, 0]);
  });

  test('that was reported between two looks at it leaves with the next tick', async () => {
    await ended();
    const seen = await read();
    await house.parts.instructions.markPublished(seen);
    // Read before its events were noted as out, and noted after.
    await house.parts.instructions.recordTaskReport(seen, { at: house.clock.now(), result: 'told' });
    expect(await openCount()).toBe(1);
    await tickAfter(0);
    expect(await openCount()).toBe(0);
  });
});
