import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { flagForAttention } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';
import { recordList, withdrawalRecord } from '../../support/record-list.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
});
afterEach(() => fixture.close());

const content = withdrawal();
const minute = 60_000;
const right = () => recordList(withdrawalRecord({ time: String(noon), status: 'withdrawing' }));
const other = () => recordList(withdrawalRecord({ time: String(noon), status: 'withdrawing', quantity: '1250.49' }));
const gone = () => recordList();
const current = async (): Promise<Instruction> => {
  const found = await fixture.parts.instructions.get(content.instructionId);
  if (found === undefined) throw new TypeError('it is there');
  return found;
};

async function sent(): Promise<Instruction> {
  const { instructions } = fixture.parts;
  const { instruction } = await instructions.create(approved(content));
  const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  const accepted = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') } as const;
  const next = recordOutcome(sending, accepted, stamp);
  await instructions.update(instruction, next);
  return next;
}

async function ticks(count: number, record: (index: number) => ReturnType<typeof recordList>, apart = minute) {
  for (let index = 0; index < count; index += 1) {
    fixture.script.on('/api/v1/account/withdrawOrders', record(index));
    await tick(fixture.parts);
    fixture.clock.advance(apart);
  }
}

const told = () => fixture.outbox.events.filter(({ type }) => type === 'NeedsAttention');

describe('records that say one thing and then another', () => {
  test('of an order are told once, and write no history each tick', async () => {
    await sent();
    await ticks(60, (index) => (index % 2 === 0 ? other() : right()));
    const { state, history } = await current();
    expect(state).toMatchObject({ status: 'needs-attention', reason: 'order-differs' });
    expect(history).toHaveLength(6);
    expect(told()).toHaveLength(1);
  });

  test('where the order shows and is gone again for days go to people for good the second time', async () => {
    await sent();
    await ticks(12, (index) => (index % 2 === 0 ? gone() : right()), 90_000_000);
    const { history } = await current();
    const doubts = history.filter(({ from, to }) => to === 'needs-attention' && from !== to);
    expect(doubts.length).toBeLessThanOrEqual(2);
    expect(told().length).toBeLessThanOrEqual(2);
  });
});

test('one doubt still clears up by itself', async () => {
  const { instructions } = fixture.parts;
  const standing = await sent();
  await instructions.update(standing, flagForAttention(standing, 'records-unreadable', [], stamp));
  await ticks(1, () => right());
  // That it is on its way is no news to people who were asked: its end is.
  expect((await current()).state.status).toBe('needs-attention');
  await ticks(1, () => recordList(withdrawalRecord({ time: String(noon) })));
  expect((await current()).state.status).toBe('settled');
});
