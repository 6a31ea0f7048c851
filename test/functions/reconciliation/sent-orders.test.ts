import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import type { Content } from '../../../functions/shared/ledger/instruction/content.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { putUnknown } from '../../support/doubtful-payment.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, payout, policyWith, stamp, withdrawal } from '../../support/instructions.ts';
import {
  balanceFlowPath,
  fiatPath,
  fiatRecord,
  withdrawalRecord as order,
  ordersPath,
  recordList,
} from '../../support/record-list.ts';

const hour = 3_600_000;
const id = 'inv-2026-0042';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, recordList());
  orders();
});
afterEach(() => fixture.close());

const orders = (...rows: object[]) => fixture.script.on(ordersPath, recordList(...rows));
const instructionOf = async (content: Content = withdrawal()) => fixture.parts.instructions.get(content.instructionId);
const stateOf = async (content: Content = withdrawal()) => (await instructionOf(content))?.state;

async function putSent(content: Content = withdrawal(), orderId = 'W1') {
  const { instruction } = await fixture.parts.instructions.create(approved(content));
  const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
  await fixture.parts.instructions.update(instruction, sending);
  await fixture.parts.instructions.update(sending, recordOutcome(sending, answer, stamp));
}

async function tickAt(hours: number) {
  fixture.clock.advance(noon + hours * hour - fixture.clock.now());
  return tick(fixture.parts);
}

describe('an order whose word is not known here', () => {
  const words = ['processing', 'success', '4', 'refunded', 'rejected', 'pending', ''];

  test.each(words)('%j goes to people at once, who see the word', async (status) => {
    await putSent();
    orders(order({ status }));
    expect(await tickAt(0.1)).toMatchObject({ needAttention: 1 });
    expect(await stateOf()).toEqual({
      status: 'needs-attention',
      reason: 'unknown-status',
      exchangeOrderId: 'W1',
      nearMatches: [{ exchangeOrderId: 'W1', time: noon + 1_000, status }],
    });
    const asked = fixture.outbox.events.filter(({ type }) => type === 'NeedsAttention');
    expect(asked).toMatchObject([{ detail: { reason: 'unknown-status', nearMatches: [{ status }] } }]);
  });

  test('stands in the history, as far as it is a word', async () => {
    await putSent();
    orders(order({ status: 'refunded' }));
    await tickAt(0.1);
    expect((await instructionOf())?.history.at(-1)).toMatchObject({ exchangeCode: 'refunded' });
  });

  test('is shown without what could hide in it, and cut', async () => {
    await putSent();
    orders(order({ status: `gone\u202e${'x'.repeat(5_000)}` }));
    await tickAt(0.1);
    const state = await stateOf();
    expect(state).toMatchObject({ nearMatches: [{ status: `gone ${'x'.repeat(59)}` }] });
    expect((await instructionOf())?.history.at(-1)).not.toHaveProperty('exchangeCode');
  });

  test('is asked about once, however often it is looked at', async () => {
    await putSent();
    orders(order({ status: 'refunded' }));
    await tickAt(0.1);
    const before = await instructionOf();
    for (const [hours, status] of [
      [0.2, 'refunded'],
      [1, '4'],
      [2, 'withdrawing'],
      [30, 'refunded'],
    ] as const) {
      orders(order({ status }));
      await tickAt(hours);
    }
    expect(await instructionOf()).toEqual(before);
  });

  test.each([
    ['SUCCESSFUL', { status: 'settled', exchangeOrderId: 'W1' }],
    ['Failed', { status: 'failed', reason: 'exchange-failed', exchangeOrderId: 'W1' }],
  ])('ends by itself once the exchange says %s', async (status, end) => {
    await putSent();
    orders(order({ status: 'done_soon' }));
    await tickAt(0.1);
    orders(order({ status }));
    await tickAt(0.2);
    expect(await stateOf()).toEqual(end);
  });

  test('counts as found where nobody knew whether the exchange had it', async () => {
    await putUnknown(fixture);
    orders(order({ remark: id, status: 'refunded' }));
    expect(await tickAt(0.1)).toMatchObject({ found: 1, needAttention: 1 });
    expect(await stateOf()).toMatchObject({ reason: 'unknown-status', exchangeOrderId: 'W1' });
  });

  test('beside a line that is done is doubt', async () => {
    await putSent();
    orders(order(), order({ status: 'refunded' }));
    await tickAt(0.1);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'unknown-status' });
  });
});

describe('an order that the exchange took and that does not end', () => {
  test('goes to people after a day', async () => {
    await putSent();
    orders(order({ status: 'withdrawing' }));
    await tickAt(23.9);
    expect(await stateOf()).toMatchObject({ status: 'sent' });
    expect(await tickAt(24.1)).toMatchObject({ needAttention: 1 });
    expect(await stateOf()).toMatchObject({
      status: 'needs-attention',
      reason: 'sent-too-long',
      exchangeOrderId: 'W1',
      nearMatches: [{ exchangeOrderId: 'W1', status: 'withdrawing' }],
    });
    const before = await instructionOf();
    await tickAt(50);
    expect(await instructionOf()).toEqual(before);
    orders(order());
    expect(await tickAt(51)).toMatchObject({ settled: 1 });
  });

  test('of a payment to a bank goes to people after five days: banks rest', async () => {
    await putSent(payout(), 'FW1');
    fixture.script.on(fiatPath, recordList(fiatRecord({ status: 'processing' })));
    await tickAt(119);
    expect(await stateOf(payout())).toMatchObject({ status: 'sent' });
    await tickAt(121);
    expect(await stateOf(payout())).toMatchObject({ status: 'needs-attention', reason: 'sent-too-long' });
  });

  test('of a payment to a bank stays where it is when it was shown, and one later look cannot be made', async () => {
    await putSent(payout(), 'FW1');
    fixture.script.on(fiatPath, recordList(fiatRecord({ status: 'processing' })));
    await tickAt(48);
    fixture.script.on(fiatPath, { status: 503, body: '' });
    await tickAt(48.1);
    expect(await stateOf(payout())).toMatchObject({ status: 'sent' });
    await tickAt(121);
    expect(await stateOf(payout())).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
  });

  test('goes to people as early as the policy says, also where it is not shown', async () => {
    await fixture.parts.policies.put(policyWith({ sentLimitMs: { withdrawal: 2 * hour } }));
    await putSent();
    await tickAt(1.9);
    expect(await stateOf()).toMatchObject({ status: 'sent' });
    await tickAt(2.1);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'sent-too-long', nearMatches: [] });
  });

  test('goes to people also while the exchange is away', async () => {
    await fixture.parts.policies.put(policyWith({ sentLimitMs: { withdrawal: 2 * hour } }));
    await putSent();
    fixture.script.on('/api/v1/time', { status: 503, body: '' });
    await tickAt(2.1);
    expect(await stateOf()).toMatchObject({ reason: 'sent-too-long' });
  });
});
