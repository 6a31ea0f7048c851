import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { requestWithdrawal } from '../../../functions/withdrawal-request/request-withdrawal.ts';
import { storeTaskToken } from '../../../functions/withdrawal-request/store-task-token.ts';
import { parseRequestEvent } from '../../../functions/withdrawal-request/withdrawal-request.ts';
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

/** A request that the gate refuses, so that it has ended at once. */
const refused = (taskToken: string | undefined, changes: Record<string, unknown> = {}) =>
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
