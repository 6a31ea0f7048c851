import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { tickBudgetMs } from '../../../functions/reconciliation/turns.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { flagForAttention } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, policyWith, stamp, withdrawal } from '../../support/instructions.ts';
import { balanceFlowPath, ordersPath, recordList, withdrawalRecord } from '../../support/record-list.ts';

const hour = 3_600_000;
const day = 24 * hour;

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, recordList());
  fixture.script.on(ordersPath, recordList());
  await fixture.parts.policies.put(policyWith({ sentLimitMs: { withdrawal: 30 * day } }));
});
afterEach(() => fixture.close());

/** Each is read in a window of its own: they were sent half a day apart. */
async function putSent(index: number) {
  const timestamp = noon - 25 * day + index * 12 * hour;
  await putSentAt(timestamp, `sent-${index}`, `W${index}`);
  return withdrawalRecord({ id: `W${index}`, time: String(timestamp), status: 'withdrawing' });
}

async function putSentAt(timestamp: number, id: string, orderId: string) {
  const { instruction } = await fixture.parts.instructions.create(approved(withdrawal(id)));
  const sending = startSending(instruction, { timestamp, recvWindow: 5_000 }, stamp);
  const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
  const sent = recordOutcome(sending, answer, stamp);
  await fixture.parts.instructions.update(instruction, sending);
  await fixture.parts.instructions.update(sending, sent);
  return sent;
}

test('many orders that do not end keep no part of a tick waiting, and each of them comes up', async () => {
  const rows: object[] = [];
  for (let index = 0; index < 50; index += 1) rows.push(await putSent(index));
  fixture.script.on(ordersPath, recordList(...rows));
  const { instruction: waiting } = await fixture.parts.instructions.create(approved(withdrawal('waits')));
  for (let count = 0; count < 4; count += 1) {
    const began = fixture.clock.now();
    await tick(fixture.parts);
    expect(fixture.clock.now() - began).toBeLessThan(tickBudgetMs + 2_000);
    fixture.clock.advance(60_000);
  }
  const handedOn = fixture.outbox.messages.filter(({ body }) => JSON.stringify(body).includes('waits'));
  expect(handedOn.length).toBeGreaterThan(0);
  expect(waiting.state.status).toBe('approved');
  expect((await fixture.parts.scans.reached('asset-transfer'))?.until).toBeDefined();
  fixture.script.on(ordersPath, recordList(...rows.map((row) => ({ ...row, status: 'successful' }))));
  for (let count = 0; count < 10; count += 1) {
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
  }
  expect((await fixture.parts.instructions.listByStatus('settled', 100)).instructions).toHaveLength(50);
});

test('where a tick has time for one instruction only, those of two windows that take turns all come up', async () => {
  const rows: object[] = [];
  for (const time of [noon - 2 * day, noon - day]) {
    const stuck = await putSentAt(time, `a-${time}`, `S${time}`);
    await fixture.parts.instructions.update(stuck, flagForAttention(stuck, 'order-differs', [], stamp));
    await putSentAt(time, `b-${time}`, `W${time}`);
    rows.push(withdrawalRecord({ id: `W${time}`, time: String(time) }));
  }
  const list = recordList(...rows);
  fixture.script.on(ordersPath, (request) => {
    fixture.clock.advance(4_000);
    return list(request);
  });
  for (let minute = 1; minute <= 20; minute += 1) {
    fixture.clock.advance(noon + minute * 60_000 - fixture.clock.now());
    await tick(fixture.parts);
  }
  expect((await fixture.parts.instructions.listByStatus('settled', 100)).instructions).toHaveLength(2);
});

test('more movements in an hour than can be read at once are all told, step by step', async () => {
  await tick(fixture.parts);
  const rows = Array.from({ length: 2_000 }, (_, index) =>
    withdrawalRecord({ id: `F${index}`, time: String(noon + index * 1_500), remark: 'by hand' }),
  );
  fixture.script.on(ordersPath, recordList(...rows));
  fixture.clock.advance(1.5 * hour);
  for (let count = 0; count < 90; count += 1) {
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
  }
  const told = fixture.outbox.events.flatMap(({ detail }) => detail.exchangeOrderId ?? []);
  expect([told.length, new Set(told).size]).toEqual([2_000, 2_000]);
});

test('more open instructions than one tick lists are listed by the next one, from there on, and then anew', async () => {
  const { instructions } = fixture.parts;
  const asked: unknown[] = [];
  const pages = 120;
  const paged: typeof instructions = {
    ...instructions,
    listOpen: async (_limit, after) => {
      asked.push(after?.pk);
      const page = after === undefined ? 0 : Number(String(after.pk).slice(1));
      return { instructions: [], corrupt: [], ...(page + 1 < pages ? { next: { pk: `p${page + 1}` } } : {}) };
    },
  };
  for (let count = 0; count < 4; count += 1) {
    await tick({ ...fixture.parts, instructions: paged });
    fixture.clock.advance(60_000);
  }
  expect([asked[0], asked[50], asked[100], asked[120]]).toEqual([undefined, 'p50', 'p100', undefined]);
  expect(asked).toHaveLength(50 + 50 + 20 + 50);
});

test('a place in the list that the table does not take costs an alarm, and the list begins anew', async () => {
  const { instructions } = fixture.parts;
  await instructions.create(approved(withdrawal('waits')));
  await fixture.parts.turns.note({ noted: 0 }, { open: { changed: 'by hand' } });
  const listOpen: typeof instructions.listOpen = async (limit, after) => {
    if (after !== undefined && 'changed' in after) throw new StoreUnavailableError('a query', new Error('of that key'));
    return instructions.listOpen(limit, after);
  };
  expect(await tick({ ...fixture.parts, instructions: { ...instructions, listOpen } })).toMatchObject({ open: 1 });
  expect(await fixture.parts.turns.last()).not.toHaveProperty('open');
});
