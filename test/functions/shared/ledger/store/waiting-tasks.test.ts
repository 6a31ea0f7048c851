import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Instruction } from '../../../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  reject,
  startSending,
} from '../../../../../functions/shared/ledger/instruction/transitions.ts';
import { instructionView } from '../../../../../functions/shared/ledger/instruction/view.ts';
import { isNewToken, nextCallbackRetry } from '../../../../../functions/shared/ledger/instruction/waiting-task.ts';
import {
  type InstructionStore,
  openInstructionStore,
} from '../../../../../functions/shared/ledger/store/instruction-store.ts';
import type { Table } from '../../../../../functions/shared/ledger/store/table.ts';
import { noon } from '../../../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../../../support/instructions.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';

let ledger: TestLedger;
let store: InstructionStore;

beforeAll(async () => {
  ledger = await startWireLedger();
  store = openInstructionStore(ledger.table, randomUUID);
});
afterAll(() => ledger.close());

async function written(instruction: Instruction): Promise<Instruction> {
  return (await store.create(instruction)).instruction;
}
const content = () => withdrawal(`inv-${randomUUID()}`);
const waitedFor = (token = 't-1') => written({ ...approved(content()), taskToken: token });
const ended = (token?: string) =>
  written(reject(createInstruction(content(), stamp, token), 'coin-not-allowed', stamp));
const read = async ({ content: { instructionId } }: Instruction) => (await store.get(instructionId)) as Instruction;
const isOpen = async (instruction: Instruction) =>
  (await store.listOpen(500)).instructions.some(({ digest }) => digest === instruction.digest);

describe('a newer token', () => {
  test('takes the place of the older one, and a repeated delivery of the older one changes nothing', async () => {
    const first = await waitedFor();
    const second = await store.replaceTaskToken(first, 't-2');
    expect(await read(first)).toEqual(second);
    expect(second.taskToken).toBe('t-2');
    expect((await store.replaceTaskToken(second, 't-1')).taskToken).toBe('t-2');
    expect((await store.replaceTaskToken(first, 't-1')).taskToken).toBe('t-1');
    expect((await read(first)).taskToken).toBe('t-2');
  });

  test('is no transition: version, history and digest stay', async () => {
    const first = await waitedFor();
    await store.replaceTaskToken(first, 't-2');
    const { version, history, digest, state } = await read(first);
    expect({ version, history, digest, state }).toEqual({
      version: first.version,
      history: first.history,
      digest: first.digest,
      state: first.state,
    });
  });

  test('survives a transition by somebody who saw the older one', async () => {
    const first = await waitedFor();
    await store.replaceTaskToken(first, 't-2');
    await store.update(first, startSending(first, { timestamp: noon, recvWindow: 5_000 }, stamp));
    expect((await read(first)).taskToken).toBe('t-2');
  });

  test('of many at the same time one is there in the end, and all others are former ones', async () => {
    const first = await waitedFor();
    const tokens = Array.from({ length: 5 }, (_, index) => `many-${index}`);
    const kept = await Promise.all(tokens.map((token) => store.replaceTaskToken(first, token)));
    const last = await read(first);
    expect(tokens).toContain(last.taskToken);
    expect(new Set(last.formerTaskTokens).size).toBe(5);
    expect(kept.every(({ taskToken }) => tokens.includes(taskToken ?? ''))).toBe(true);
  });

  test('that the SDK wrote twice counts as written', async () => {
    const first = await waitedFor();
    const twice: Table = {
      ...ledger.table,
      update: async (pk, update) => (await ledger.table.update(pk, update)) && ledger.table.update(pk, update),
    };
    const kept = await openInstructionStore(twice, randomUUID).replaceTaskToken(first, 't-2');
    expect(kept).toMatchObject({ taskToken: 't-2', formerTaskTokens: [expect.stringMatching(/^[0-9a-f]{64}$/)] });
  });

  test('opens an instruction again that had ended and left', async () => {
    const instruction = await ended();
    await store.markPublished(instruction);
    expect(await isOpen(instruction)).toBe(false);
    await store.replaceTaskToken(await read(instruction), 't-2');
    expect(await isOpen(instruction)).toBe(true);
  });

  test('that came and was told meanwhile is not forgotten by somebody who saw the item before', async () => {
    const first = await ended();
    const newer = await store.replaceTaskToken(first, 't-2', noon + 20_000);
    await store.recordTaskReport(newer, { at: noon, result: 'told' });
    expect(await store.replaceTaskToken(first, 't-1', noon + 10_000)).not.toHaveProperty('taskToken');
    expect(await read(first)).toMatchObject({ taskTokenAt: noon + 20_000, formerTaskTokens: [expect.any(String)] });
  });

  test('only 20 former ones are remembered', async () => {
    let instruction = await waitedFor('t-0');
    for (let each = 1; each <= 22; each += 1) instruction = await store.replaceTaskToken(instruction, `t-${each}`);
    expect(instruction.formerTaskTokens).toHaveLength(20);
    expect(isNewToken(instruction, 't-2')).toBe(false);
    expect(isNewToken(instruction, 't-1')).toBe(true);
  });
});

describe('the open index', () => {
  test('keeps an ended instruction that somebody waits for, whoever comes last takes it out', async () => {
    const [published, reported] = [await ended('t-1'), await ended('t-1')];
    await store.markPublished(published);
    expect(await isOpen(published)).toBe(true);
    await store.recordTaskReport(await read(published), { at: noon, result: 'told' });
    expect(await isOpen(published)).toBe(false);
    // The function is faster than the note that its event is out.
    await store.recordTaskReport(reported, { at: noon, result: 'told' });
    expect(await isOpen(reported)).toBe(true);
    await store.markPublished(reported);
    expect(await isOpen(reported)).toBe(false);
  });

  test('a token that came while its event went out keeps it', async () => {
    const instruction = await ended();
    await store.replaceTaskToken(instruction, 't-2');
    await store.markPublished(instruction);
    expect(await isOpen(instruction)).toBe(true);
    expect((await read(instruction)).publishedVersion).toBe(2);
  });
});

describe('a turn to ask', () => {
  test('is taken by one of many ticks, counted, and forgotten with a newer token', async () => {
    const instruction = await ended('t-1');
    const turns = await Promise.all(Array.from({ length: 4 }, () => store.claimTaskRetry(instruction, noon)));
    expect(turns.filter(Boolean)).toHaveLength(1);
    const asked = await read(instruction);
    expect(asked).toMatchObject({ taskAskedAt: noon, taskAskedTimes: 1 });
    expect(await store.claimTaskRetry(asked, noon + 60_000)).toBe(true);
    expect(await read(instruction)).toMatchObject({ taskAskedAt: noon + 60_000, taskAskedTimes: 2 });
    await store.replaceTaskToken(await read(instruction), 't-2');
    expect(await read(instruction)).not.toHaveProperty('taskAskedTimes');
  });

  test('is none where nobody waits', async () => {
    expect(await store.claimTaskRetry(await ended(), noon)).toBe(false);
  });
});

describe('when to ask', () => {
  const minute = 60_000;

  test('a minute after the end, and then in pauses that double up to an hour', () => {
    expect(nextCallbackRetry({}, noon, noon + minute - 1)).toBe('wait');
    expect(nextCallbackRetry({}, noon, noon + minute)).toBe('ask');
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map((taskAskedTimes) => {
      const task = { taskAskedAt: noon, taskAskedTimes };
      return [1, 2, 4, 8, 16, 32, 60].find((minutes) => nextCallbackRetry(task, 0, noon + minutes * minute) === 'ask');
    });
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test('for a week, and then no more', () => {
    let task = {};
    let now = noon;
    for (let times = 1; nextCallbackRetry(task, noon, now) !== 'give-up'; now += minute) {
      if (nextCallbackRetry(task, noon, now) === 'wait') continue;
      task = { taskAskedAt: now, taskAskedTimes: times };
      times += 1;
    }
    const days = (now - noon) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThan(7.2);
  });
});

test('nothing about who waits is in what people see', async () => {
  const instruction = await store.replaceTaskToken(await waitedFor('secret-token'), 'other-token');
  expect(JSON.stringify(instructionView(instruction))).not.toMatch(/token|task/i);
});
