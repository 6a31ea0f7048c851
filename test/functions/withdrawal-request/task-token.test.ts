import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { requestWithdrawal } from '../../../functions/withdrawal-request/request-withdrawal.ts';
import { storeTaskToken } from '../../../functions/withdrawal-request/store-task-token.ts';
import { parseEventTime, parseRequestEvent } from '../../../functions/withdrawal-request/withdrawal-request.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, withdrawal } from '../../support/instructions.ts';

let fixture: FunctionFixture;
let id = 0;
beforeAll(async () => {
  fixture = await startFunctionFixture();
});
afterAll(() => fixture.close());
beforeEach(() => {
  id += 1;
  fixture.outbox.events.length = 0;
});

/** A request that is not authorized, so that it has ended at once. */
const refused = (taskToken: string | undefined, changes: Record<string, unknown> = {}, sentAt?: number) =>
  requestWithdrawal(
    fixture.parts,
    parseRequestEvent({
      instructionId: `inv-${id}`,
      destination: 'mallory',
      coin: 'USDT',
      chain: 'ETH',
      quantity: '5',
      requestedBy: 'alice@example.com',
      ...(taskToken === undefined ? {} : { taskToken }),
      ...changes,
    }),
    { sentAt },
  );
const stored = async () => (await fixture.parts.instructions.get(withdrawal(`inv-${id}`).instructionId)) as Instruction;
const rejections = () => fixture.outbox.events.filter(({ detail }) => detail.status === 'rejected').length;

describe('a request with a task token', () => {
  test('keeps the token on the item, and nowhere else', async () => {
    const { instruction } = await refused('token-1');
    expect((await stored()).taskToken).toBe('token-1');
    expect(JSON.stringify([fixture.outbox.events, instruction.history, instruction.content])).not.toContain('token-1');
  });

  test('is the same instruction as without one, and as with another', async () => {
    const first = await refused(undefined);
    const second = await refused('token-1');
    const third = await refused('token-2');
    expect([first.kind, second.kind, third.kind]).toEqual(['new', 'same', 'same']);
    expect(new Set([first, second, third].map(({ instruction }) => instruction.digest)).size).toBe(1);
  });
});

describe('the same request with a newer token', () => {
  test('replaces the older, and where it has ended its end is told again at once', async () => {
    await refused('token-1');
    await fixture.parts.instructions.recordTaskReport(await stored(), { at: 1, result: 'told' });
    await refused('token-2');
    expect(rejections()).toBe(2);
    expect(await stored()).toMatchObject({ taskToken: 'token-2' });
  });

  test('that came before, or none at all, changes nothing', async () => {
    await refused('token-1');
    await refused('token-2');
    await fixture.parts.instructions.recordTaskReport(await stored(), { at: 1, result: 'told' });
    fixture.outbox.events.length = 0;
    await refused('token-1');
    await refused('token-2');
    await refused(undefined);
    expect(await stored()).not.toHaveProperty('taskToken');
    expect(rejections()).toBe(0);
  });

  test('of other content is a conflict, and the token is not taken', async () => {
    await refused('token-1');
    await expect(refused('token-2', { quantity: '6' })).rejects.toMatchObject({ code: 'instruction-conflict' });
    expect((await stored()).taskToken).toBe('token-1');
  });

  test('waits with it where the instruction goes on', async () => {
    const { instruction } = await fixture.parts.instructions.create(approved(withdrawal(`inv-${id}`)));
    await storeTaskToken(fixture.parts, instruction, 'token-1');
    expect(await stored()).toMatchObject({ state: { status: 'approved' }, taskToken: 'token-1' });
    expect(fixture.outbox.events).toEqual([]);
  });
});

describe('tokens are ordered by when their events were sent, not by when they come:', () => {
  const at = (seconds: number) => noon - 60_000 + seconds * 1_000;

  test('a delayed older token does not replace a newer one, and whose it is, is said', async () => {
    await refused('token-2', {}, at(20));
    fixture.outbox.events.length = 0;
    expect(await refused('token-1', {}, at(10))).toMatchObject({ kind: 'same', tokenEffect: 'older' });
    expect(await stored()).toMatchObject({ taskToken: 'token-2', taskTokenAt: at(20) });
    expect(rejections()).toBe(0);
    expect(await refused('token-3', {}, at(30))).toMatchObject({ tokenEffect: 'replaced' });
    expect(await stored()).toMatchObject({ taskToken: 'token-3', taskTokenAt: at(30) });
  });

  test('nor where the newer one was told already, and nobody waits', async () => {
    await refused('token-2', {}, at(20));
    await fixture.parts.instructions.recordTaskReport(await stored(), { at: 1, result: 'told' });
    await refused('token-1', {}, at(10));
    await refused('token-0');
    expect(await stored()).not.toHaveProperty('taskToken');
    expect((await stored()).taskTokenAt).toBe(at(20));
    await refused('token-3', {}, at(20));
    expect((await stored()).taskToken).toBe('token-3');
  });

  test('a token without a time is older than any with one, and newer than another without', async () => {
    await refused('token-1');
    await refused('token-2');
    expect((await stored()).taskToken).toBe('token-2');
    await refused('token-3', {}, at(1));
    await refused('token-4');
    expect((await stored()).taskToken).toBe('token-3');
  });

  test('of two in the same second the one that waits stays', async () => {
    await refused('token-1', {}, at(1));
    await refused('token-2', {}, at(1) + 900);
    expect((await stored()).taskToken).toBe('token-1');
  });

  test('a time in the future shuts out nobody', async () => {
    await refused('token-1', {}, noon + 86_400_000);
    fixture.clock.advance(1_000);
    await refused('token-2', {}, noon + 1_000);
    expect((await stored()).taskToken).toBe('token-2');
    fixture.clock.advance(-1_000);
  });

  test('in whatever order they come, and however often, the newest waits in the end', () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 1 }),
        fc.array(fc.nat(4), { maxLength: 5 }),
        fc.nat(5),
        async (order, repeats, toldAfter) => {
          id += 1;
          const deliveries = [...order, ...repeats.map((index) => order[index % order.length] ?? 1)];
          for (const [index, each] of deliveries.entries()) {
            await refused(`token-${each}`, {}, at(each));
            const kept = await stored();
            if (index === toldAfter) await fixture.parts.instructions.recordTaskReport(kept, { at: 1, result: 'told' });
            const newest = Math.max(...deliveries.slice(0, index + 1));
            expect(kept.taskTokenAt).toBe(at(newest));
            expect([`token-${newest}`, undefined]).toContain(kept.taskToken);
          }
        },
      ),
      { numRuns: 25 },
    ));
});

test('the time is the one of the envelope', () => {
  expect(parseEventTime({ time: '2026-11-20T10:00:00Z', detail: {} })).toBe(noon);
  expect(parseEventTime({ detail: {} })).toBeUndefined();
  expect(() => parseEventTime({ time: 'yesterday' })).toThrow(InvalidInputError);
});
