import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exchangeOrderId } from '../../../../functions/shared/core/ids.ts';
import type { SubmissionOutcome } from '../../../../functions/shared/core/submission-outcome.ts';
import { MaintenanceError, RateLimitedError } from '../../../../functions/shared/exchange/errors.ts';
import {
  markUnknown,
  proveAbsent,
  recordAbsence,
} from '../../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import { startSending } from '../../../../functions/shared/ledger/instruction/transitions.ts';
import { type SendDependencies, sendOnce } from '../../../../functions/shared/ledger/send.ts';
import {
  type InstructionStore,
  openInstructionStore,
} from '../../../../functions/shared/ledger/store/instruction-store.ts';
import { manualClock, noon } from '../../../support/clock.ts';
import { approved, stamp, withdrawal } from '../../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../../support/ledger.ts';

let ledger: TestLedger;
let store: InstructionStore;

beforeAll(async () => {
  ledger = await startLedger();
  store = openInstructionStore(ledger.table, randomUUID);
});
afterAll(() => ledger.close());

const accepted: SubmissionOutcome = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W123') };

async function ready(): Promise<Instruction> {
  return (await store.create(approved(withdrawal(`inv-${randomUUID()}`)))).instruction;
}

function sending(post: () => Promise<SubmissionOutcome>, changes: Partial<SendDependencies> = {}): SendDependencies {
  const prepared = { timestamp: noon, recvWindow: 5_000, post, applyFeedback: async () => undefined };
  const always = {
    reserve: async () => undefined,
    prepare: async () => prepared,
    obstacle: async () => undefined,
    remainingMs: () => 60_000,
  };
  return { store, clock: manualClock(), by: 'test', ...always, ...changes };
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

  test.each<[SubmissionOutcome, string]>([
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

describe('what stops before the bytes leave', () => {
  const never = () => Promise.reject(new Error('posted'));

  test('a failure to prepare holds it with its reason, and makes no attempt', async () => {
    const instruction = await ready();
    const prepare = () => Promise.reject(new RateLimitedError('rate-limited', noon + 300_000));
    const held = await sendOnce(instruction, sending(never, { prepare }));
    expect(held).toMatchObject({
      state: { status: 'approved', heldReason: 'rate-limited', notBefore: noon + 300_000 },
      attempts: [],
      version: 4,
    });
    expect(await store.get(instruction.content.instructionId)).toEqual(held);
  });

  test('holding again and again waits longer each time, so that the item stays small', async () => {
    let instruction = await ready();
    const waits: number[] = [];
    const prepare = () => Promise.reject(new MaintenanceError('somewhere'));
    for (let each = 0; each < 8; each += 1) {
      instruction = await sendOnce(instruction, sending(never, { prepare }));
      if (instruction.state.status === 'approved') waits.push(((instruction.state.notBefore ?? 0) - noon) / 60_000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test('an error that nobody foresaw goes on', async () => {
    const prepare = () => Promise.reject(new TypeError('a mistake'));
    await expect(sendOnce(await ready(), sending(never, { prepare }))).rejects.toThrow('a mistake');
  });

  test('too little time leaves it as it was', async () => {
    const instruction = await ready();
    const hurried = sending(never, { remainingMs: () => 14_999 });
    await expect(sendOnce(instruction, hurried)).rejects.toMatchObject({
      code: 'too-little-time',
    });
    expect(await store.get(instruction.content.instructionId)).toEqual(instruction);
  });

  test.each(['paused', 'policy-changed', 'limit-changed'] as const)(
    'what stands in its way by now holds it: %s',
    async (obstacle) => {
      const held = await sendOnce(await ready(), sending(never, { obstacle: async () => obstacle }));
      expect(held).toMatchObject({
        state: { status: 'approved', heldReason: obstacle },
        attempts: [{ outcome: 'held', exchangeCode: 'not-posted' }],
      });
    },
  );

  test('a policy that cannot be read allows nothing', async () => {
    const obstacle = () => Promise.reject(new MaintenanceError('the table'));
    const held = await sendOnce(await ready(), sending(never, { obstacle }));
    expect(held.state).toMatchObject({ status: 'approved', heldReason: 'policy-changed' });
  });

  test('one that gets no reservation under the limits is rejected before anything is prepared', async () => {
    const changes = { reserve: async () => 'over-rolling-limit' as const, prepare: never };
    const rejected = await sendOnce(await ready(), sending(never, changes));
    expect(rejected).toMatchObject({ state: { status: 'rejected', reason: 'over-rolling-limit' }, attempts: [] });
    expect(await store.get(rejected.content.instructionId)).toEqual(rejected);
  });

  test('a write that took longer than the window holds it: the tick may have taken it for dead', async () => {
    const clock = manualClock();
    const obstacle = async () => {
      clock.advance(5_001);
      return undefined;
    };
    const held = await sendOnce(await ready(), sending(never, { clock, obstacle }));
    expect(held).toMatchObject({ state: { status: 'approved', heldReason: 'clock-skew' } });
  });
});

describe('an answer that comes after the tick took the sender for crashed', () => {
  const late = async (answer: SubmissionOutcome) => {
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

  test('is not taken for the answer to an attempt that was made meanwhile', async () => {
    const { content } = await ready();
    const first = await store.get(content.instructionId);
    if (first === undefined) throw new Error('it was just written');
    const answered = await sendOnce(
      first,
      sending(async () => {
        const write = async (change: (seen: Instruction) => Instruction) => {
          const seen = await store.get(content.instructionId);
          if (seen !== undefined) await store.update(seen, change(seen));
        };
        await write((seen) => markUnknown(seen, 'left-behind', stamp));
        await write((seen) => recordAbsence(seen, noon, stamp));
        await write((seen) => proveAbsent(seen, stamp));
        await write((seen) => startSending(seen, { timestamp: noon + 900_000, recvWindow: 5_000 }, stamp));
        await write((seen) => markUnknown(seen, 'http-502', stamp));
        return accepted;
      }),
    );
    const stored = await store.get(content.instructionId);
    expect(stored?.state).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
    expect(stored?.attempts.map(({ outcome }) => outcome)).toEqual(['absent', 'unknown']);
    expect(answered).toEqual(stored);
  });
});
