import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MoneyAnswer } from '../../../functions/base/answer.ts';
import { exchangeOrderId } from '../../../functions/base/ids.ts';
import type { Instruction } from '../../../functions/ledger/instruction/instruction.ts';
import { markUnknown } from '../../../functions/ledger/instruction/transitions.ts';
import { sendOnce } from '../../../functions/ledger/send.ts';
import { type InstructionStore, openInstructionStore } from '../../../functions/ledger/store/instruction-store.ts';
import { manualClock, noon } from '../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
let store: InstructionStore;

beforeAll(async () => {
  ledger = await startLedger();
  store = openInstructionStore(ledger.table, randomUUID);
});
afterAll(() => ledger.close());

const accepted: MoneyAnswer = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W123') };

async function ready(): Promise<Instruction> {
  return (await store.create(approved(withdrawal(`inv-${randomUUID()}`)))).instruction;
}

function sending(post: () => Promise<MoneyAnswer>) {
  return { store, clock: manualClock(), by: 'test', timestamp: noon, recvWindow: 5_000, post };
}

describe('sending once', () => {
  test('the attempt is in the table before the post runs', async () => {
    const instruction = await ready();
    let stored: Instruction | undefined;
    await sendOnce(
      instruction,
      sending(async () => {
        stored = await store.get(instruction.content.instructionId);
        return accepted;
      }),
    );
    expect(stored).toMatchObject({
      state: { status: 'sending' },
      attempts: [{ number: 1, timestamp: noon, recvWindow: 5_000, clientOrderId: instruction.content.instructionId }],
    });
  });

  test.each<[MoneyAnswer, string]>([
    [accepted, 'sent'],
    [{ kind: 'refused', exchangeCode: '-4003' }, 'failed'],
    [{ kind: 'held', reason: 'clock-skew', exchangeCode: '-1021' }, 'approved'],
    [{ kind: 'unknown', exchangeCode: 'http-502' }, 'unknown'],
  ])('the answer %j makes it %s', async (answer, status) => {
    const instruction = await ready();
    await sendOnce(
      instruction,
      sending(async () => answer),
    );
    expect((await store.get(instruction.content.instructionId))?.state.status).toBe(status);
  });

  test('of many that start at the same time one posts', async () => {
    const instruction = await ready();
    let posts = 0;
    const post = async () => {
      posts += 1;
      return accepted;
    };
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => sendOnce(instruction, sending(post))));
    expect(posts).toBe(1);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a crash after the write leaves it sending, and it cannot be sent again', async () => {
    const instruction = await ready();
    const crash = sendOnce(
      instruction,
      sending(() => Promise.reject(new Error('crash'))),
    );
    await expect(crash).rejects.toThrow('crash');
    const left = await store.get(instruction.content.instructionId);
    expect(left?.state.status).toBe('sending');
    if (left === undefined) return;
    await expect(
      sendOnce(
        left,
        sending(async () => accepted),
      ),
    ).rejects.toMatchObject({ code: 'assertion-failed' });
  });
});

describe('an answer that comes after the tick took the sender for crashed', () => {
  const late = async (answer: MoneyAnswer) => {
    const instruction = await ready();
    const { instructionId } = instruction.content;
    return sendOnce(
      instruction,
      sending(async () => {
        const stored = await store.get(instructionId);
        if (stored !== undefined) await store.update(stored, markUnknown(stored, 'left-behind', stamp));
        return answer;
      }),
    );
  };

  test('makes it sent when the exchange has it', async () => {
    expect((await late(accepted)).state).toEqual({ status: 'sent', exchangeOrderId: 'W123' });
  });

  test('leaves it unknown otherwise', async () => {
    expect((await late({ kind: 'refused', exchangeCode: '-4003' })).state.status).toBe('unknown');
  });
});
