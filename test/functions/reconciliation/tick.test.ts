import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Content } from '../../../functions/shared/ledger/instruction/content.ts';
import { markUnknown } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import {
  createInstruction,
  recordOutcome,
  reject,
  startSending,
} from '../../../functions/shared/ledger/instruction/transitions.ts';
import { pauseSending } from '../../../functions/shared/ledger/pause/pause.ts';
import { historyKeysOf } from '../../../functions/shared/ledger/payments/settled-payment.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import {
  acmeAddress,
  approved,
  custodyAccount,
  stamp,
  tradingAccount,
  transfer,
  withdrawal,
} from '../../support/instructions.ts';
import { recordList } from '../../support/record-list.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, { status: 200, body: '[]' });
  fixture.script.on(ordersPath, { status: 200, body: '[]' });
});
afterEach(() => fixture.close());

const balanceFlowPath = '/api/v1/account/balanceFlow';
const ordersPath = '/api/v1/account/withdrawOrders';
const statusOf = async (content: Content) => (await fixture.parts.instructions.get(content.instructionId))?.state;
const isOpen = async () => (await fixture.parts.instructions.listOpen(100)).instructions.length;

async function sending(content: Content): Promise<Instruction> {
  const { instruction } = await fixture.parts.instructions.create(approved(content));
  const next = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  await fixture.parts.instructions.update(instruction, next);
  return next;
}

async function sent(content: Content, orderId = 'W1'): Promise<Instruction> {
  const before = await sending(content);
  const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
  const next = recordOutcome(before, answer, stamp);
  await fixture.parts.instructions.update(before, next);
  return next;
}

const withdrawalRecord = (changes: Record<string, unknown> = {}) => ({
  time: String(noon),
  id: 'W1',
  coin: 'USDT',
  address: acmeAddress.toLowerCase(),
  quantity: '1250.500000',
  arriveQuantity: '',
  status: 'successful',
  txId: '',
  ...changes,
});
const orders = (...rows: object[]) => fixture.script.on(ordersPath, recordList(...rows));
const movementRecord = (changes: Record<string, unknown> = {}) => ({
  id: '1',
  orderId: '77',
  type: 'transfer',
  fromAccountId: tradingAccount,
  toAccountId: custodyAccount,
  transferCcy: 'USDT',
  netTransferAmount: '100',
  transactTime: String(noon),
  ...changes,
});

describe('what the exchange has', () => {
  test('a withdrawal settles when the records call it successful, is published and leaves the open index', async () => {
    await sent(withdrawal());
    orders(withdrawalRecord());
    expect(await tick(fixture.parts)).toMatchObject({ open: 1, found: 0, settled: 1, failed: 0, unknownMovements: 0 });
    expect(await statusOf(withdrawal())).toEqual({ status: 'settled', exchangeOrderId: 'W1' });
    expect(fixture.outbox.events.at(-1)?.detail).toMatchObject({ status: 'settled', exchangeOrderId: 'W1' });
    expect(await isOpen()).toBe(0);
    const { account = '' } = historyKeysOf(withdrawal());
    expect(await fixture.parts.payments.get(account)).toMatchObject({
      last: { id: 'inv-2026-0042', quantity: '1250.5' },
    });
  });

  test.each([
    ['as the exchange says them', { txId: '0xabc', fee: '0.50000000', feeCoinName: 'USDT' }, '0xabc', '0.5'],
    [
      'and not what is no hash and no fee',
      { txId: 'see [here](https://example.com)', fee: '-1' },
      undefined,
      undefined,
    ],
    ['and nothing where it shows none', { txId: null, fee: '' }, undefined, undefined],
  ])('a settled withdrawal keeps its transaction and its fee, %s', async (_case, shown, txId, fee) => {
    await sent(withdrawal());
    orders(withdrawalRecord(shown));
    await tick(fixture.parts);
    const state = await statusOf(withdrawal());
    const feeCoin = fee === undefined ? undefined : 'USDT';
    expect({ txId: undefined, fee: undefined, feeCoin: undefined, ...state }).toEqual({
      ...{ status: 'settled', exchangeOrderId: 'W1' },
      ...{ txId, fee, feeCoin },
    });
  });

  test.each([
    ['as the exchange says them', { txId: '0xabc', fee: '0.50000000', feeCoinName: 'USDT' }, '0xabc', '0.5'],
    [
      'and not what is no hash and no fee',
      { txId: 'see [here](https://example.com)', fee: '-1' },
      undefined,
      undefined,
    ],
    ['and nothing where it shows none', { txId: null, fee: '' }, undefined, undefined],
  ])('a settled withdrawal keeps its transaction and its fee, %s', async (_case, shown, txId, fee) => {
    await sent(withdrawal());
    orders(withdrawalRecord(shown));
    await tick(fixture.parts);
    const state = await statusOf(withdrawal());
    const feeCoin = fee === undefined ? undefined : 'USDT';
    expect({ txId: undefined, fee: undefined, feeCoin: undefined, ...state }).toEqual({
      ...{ status: 'settled', exchangeOrderId: 'W1' },
      ...{ txId, fee, feeCoin },
    });
  });

  test('is followed also behind thousands that were asked for and nobody approved', async () => {
    const { instructions } = fixture.parts;
    await sent(withdrawal());
    orders(withdrawalRecord());
    const flood = awaitApproval(createInstruction(withdrawal('flood-1'), stamp), stamp);
    const page = { instructions: [flood], corrupt: [], next: { pk: 'instruction#flood-1' } };
    const flooded = { ...instructions, listOpen: async () => page };
    expect(await tick({ ...fixture.parts, instructions: flooded })).toMatchObject({ settled: 1 });
    expect(await statusOf(withdrawal())).toMatchObject({ status: 'settled' });
    expect(fixture.reports).toContain('more is open than one tick looks at');
  });

  test.each(['under_review', 'withdrawing', 'canceling', 'cancelling', 'Under Review', 'WITHDRAWING'])(
    'stays sent while it is %s',
    async (status) => {
      await sent(withdrawal());
      orders(withdrawalRecord({ status }));
      await tick(fixture.parts);
      expect(await statusOf(withdrawal())).toMatchObject({ status: 'sent' });
    },
  );

  test.each([
    [{ status: 'failed', failedReason: 'KYT_FAILED' }, 'KYT_FAILED'],
    [{ status: 'canceled' }, 'canceled'],
    [{ status: 'failed', failedReason: 'call +852 1234 now!' }, 'failed'],
  ])('fails with %j', async (changes, exchangeCode) => {
    await sent(withdrawal());
    orders(withdrawalRecord(changes));
    expect(await tick(fixture.parts)).toMatchObject({ failed: 1 });
    expect(await statusOf(withdrawal())).toMatchObject({ status: 'failed', reason: 'exchange-failed' });
    const after = await fixture.parts.instructions.get(withdrawal().instructionId);
    expect(after?.history.at(-1)).toMatchObject({ exchangeCode });
  });

  test.each([
    ['quantity', { quantity: '1250.49' }],
    ['coin', { coin: 'USDC' }],
    ['address', { address: '0xde709f2102306220921060314715629080e2fb77' }],
  ])('an order with another %s is not believed, and goes to people', async (_field, changes) => {
    await sent(withdrawal());
    orders(withdrawalRecord(changes));
    await tick(fixture.parts);
    expect(await statusOf(withdrawal())).toMatchObject({
      status: 'needs-attention',
      reason: 'order-differs',
      exchangeOrderId: 'W1',
      nearMatches: [{ exchangeOrderId: 'W1' }],
    });
    expect(fixture.reports).toEqual(['the exchange has another order under this id']);
  });

  test('a transfer settles when the fund statement lists it', async () => {
    await sent(transfer(), '77');
    fixture.script.on(balanceFlowPath, recordList(movementRecord({ id: '2', orderId: '78' }), movementRecord()));
    expect(await tick(fixture.parts)).toMatchObject({ settled: 1 });
  });

  test.each([
    ['from another account', { fromAccountId: '9' }],
    ['to another account', { toAccountId: '9' }],
    ['of another amount', { netTransferAmount: '100.000001' }],
  ])('a transfer that is listed %s does not settle, and goes to people', async (_what, changes) => {
    await sent(transfer(), '77');
    fixture.script.on(balanceFlowPath, recordList(movementRecord(changes)));
    await tick(fixture.parts);
    expect(await statusOf(transfer())).toMatchObject({ status: 'needs-attention', reason: 'order-differs' });
  });

  test('that the exchange took and then never shows goes to people after a day', async () => {
    await sent(withdrawal());
    // Reading takes a moment, in which it must not become a day.
    fixture.clock.advance(86_400_000 - 5_000);
    await tick(fixture.parts);
    expect(await statusOf(withdrawal())).toMatchObject({ status: 'sent' });
    fixture.clock.advance(5_000);
    expect(await tick(fixture.parts)).toMatchObject({ needAttention: 1 });
    expect(await statusOf(withdrawal())).toMatchObject({ reason: 'records-unreadable', exchangeOrderId: 'W1' });
  });

  test('withdrawals settle even while transfers cannot be read', async () => {
    await sent(transfer(), '77');
    await sent(withdrawal());
    fixture.script.on(balanceFlowPath, { status: 400, body: '{"code":-1005,"msg":""}' });
    orders(withdrawalRecord());
    expect(await tick(fixture.parts)).toMatchObject({ settled: 1 });
    expect(fixture.reports).toEqual(['the records could not be read']);
  });
});

test('one record that cannot be read is reported, and does not keep the others from settling', async () => {
  await sent(withdrawal());
  orders({ ...withdrawalRecord({ id: 'W9' }), address: null }, withdrawalRecord());
  expect(await tick(fixture.parts)).toMatchObject({ settled: 1 });
  expect(fixture.reports).toEqual(['the exchange has records that cannot be read']);
});

test('an exchange that is away fails nothing: what needs no exchange goes on, and the rest waits', async () => {
  await sent(withdrawal());
  await fixture.parts.instructions.create(approved(withdrawal('inv-2')));
  fixture.script.on('/api/v1/time', { status: 503, body: '' });
  expect(await tick(fixture.parts)).toMatchObject({ open: 2, settled: 0 });
  expect(fixture.outbox.messages).toMatchObject([{ deduplicationId: 'inv-2.3' }]);
  expect(fixture.reports).toContain('the records could not be read');
});

test('a list that hangs is asked for once a tick, and does not take the time of the other', async () => {
  await sent(transfer(), '77');
  fixture.clock.advance(86_400_000 / 2);
  const { instruction } = await fixture.parts.instructions.create(
    approved(transfer('usdt-to-custody-20261120T220000Z')),
  );
  const now = fixture.clock.now();
  const started = startSending(instruction, { timestamp: now, recvWindow: 5_000 }, stamp);
  const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId('78') } as const;
  await fixture.parts.instructions.update(instruction, recordOutcome(started, answer, stamp));
  fixture.script.on(balanceFlowPath, 'drop');
  await tick(fixture.parts);
  // Three tries of one read, and no read of the second stretch.
  expect(fixture.script.seen.filter(({ target }) => target.startsWith(balanceFlowPath))).toHaveLength(3);
});

test('an old one whose records cannot be read any more does not keep a new one from settling', async () => {
  await sent(withdrawal('old'));
  fixture.clock.advance(40 * 86_400_000);
  const { instruction } = await fixture.parts.instructions.create(approved(withdrawal('new')));
  const now = fixture.clock.now();
  const started = startSending(instruction, { timestamp: now, recvWindow: 5_000 }, { ...stamp, at: now });
  const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W2') } as const;
  await fixture.parts.instructions.update(instruction, recordOutcome(started, answer, { ...stamp, at: now }));
  fixture.script.on(ordersPath, ({ target }) => {
    const start = Number(new URL(`http://x${target}`).searchParams.get('startTime'));
    const isTooOld = now - start > 30 * 86_400_000;
    if (isTooOld) return { status: 400, body: '{"code":-2028,"msg":""}' };
    return { status: 200, body: JSON.stringify([withdrawalRecord({ id: 'W2', time: String(now) })]) };
  });
  expect(await tick(fixture.parts)).toMatchObject({ open: 2, settled: 1 });
  expect(await statusOf(withdrawal('old'))).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
});

describe('what nobody knows', () => {
  async function unknown(content: Content): Promise<void> {
    const before = await sending(content);
    await fixture.parts.instructions.update(before, markUnknown(before, 'http-502', stamp));
  }

  test('a withdrawal is found by the remark that carries our id, and goes on from there', async () => {
    await unknown(withdrawal());
    orders(withdrawalRecord({ id: 'W7', remark: 'inv-2026-0042', status: 'withdrawing' }));
    expect(await tick(fixture.parts)).toMatchObject({ found: 1, settled: 0 });
    expect(await statusOf(withdrawal())).toEqual({ status: 'sent', exchangeOrderId: 'W7' });
    orders(withdrawalRecord({ id: 'W7', remark: 'inv-2026-0042' }));
    expect(await tick(fixture.parts)).toMatchObject({ found: 0, settled: 1 });
    expect(fixture.outbox.events.map(({ detail }) => detail.status)).toEqual([
      'requested',
      'awaiting-approval',
      'approved',
      'sending',
      'unknown',
      'sent',
      'settled',
    ]);
  });

  test('a transfer is found by its client order id, and settles at once', async () => {
    await unknown(transfer());
    const row = movementRecord({ clientOrderId: transfer().instructionId });
    fixture.script.on(balanceFlowPath, recordList(row));
    expect(await tick(fixture.parts)).toMatchObject({ found: 1, settled: 1 });
    expect(await statusOf(transfer())).toEqual({ status: 'settled', exchangeOrderId: '77' });
  });

  test('an order that the exchange took and failed has failed', async () => {
    await unknown(withdrawal());
    orders(withdrawalRecord({ remark: 'inv-2026-0042', status: 'failed', failedReason: 'KYT_FAILED' }));
    expect(await tick(fixture.parts)).toMatchObject({ found: 1, failed: 1 });
  });

  test.each([
    ['another amount', [withdrawalRecord({ remark: 'inv-2026-0042', quantity: '9' })]],
    [
      'two orders',
      [withdrawalRecord({ remark: 'inv-2026-0042' }), withdrawalRecord({ remark: 'inv-2026-0042', id: 'W2' })],
    ],
  ])('goes to people at once when its id stands on %s', async (_what, rows) => {
    await unknown(withdrawal());
    orders(...rows);
    expect(await tick(fixture.parts)).toMatchObject({ needAttention: 1 });
    expect(await statusOf(withdrawal())).toMatchObject({ status: 'needs-attention', reason: 'order-differs' });
    expect(fixture.reports).toEqual(['the exchange has another order under this id']);
  });
});

describe('what was left behind', () => {
  test('an approved withdrawal whose message was lost is sent to its queue again, with its version', async () => {
    await fixture.parts.instructions.create(approved());
    await tick(fixture.parts);
    expect(fixture.outbox.messages).toEqual([
      { body: { instructionId: 'inv-2026-0042' }, group: 'withdrawal', deduplicationId: 'inv-2026-0042.3' },
    ]);
  });

  test('a transfer that waits for too long after the time of its run ends, also while it is held or paused', async () => {
    const { instruction } = await fixture.parts.instructions.create(approved(transfer()));
    const sending = startSending(instruction, { timestamp: stamp.at, recvWindow: 5_000 }, stamp);
    const notBefore = stamp.at + 90 * 60_000;
    const answer = { kind: 'held', reason: 'rate-limited', exchangeCode: '429', notBefore } as const;
    await fixture.parts.instructions.update(instruction, sending);
    await fixture.parts.instructions.update(sending, recordOutcome(sending, answer, stamp));
    const doing = { by: 'oncall@example.com', at: 1 };
    await fixture.parts.pauses.change((standing) => pauseSending(standing, 'all', 'keys may be lost', doing));
    fixture.clock.advance(3_600_000);
    await tick(fixture.parts);
    expect((await fixture.parts.instructions.get(transfer().instructionId))?.state.status).toBe('approved');
    fixture.clock.advance(1);
    await tick(fixture.parts);
    expect((await fixture.parts.instructions.get(transfer().instructionId))?.state).toEqual({
      status: 'rejected',
      reason: 'too-late',
    });
    expect(fixture.outbox.messages).toEqual([]);
  });

  test('an approved transfer goes through its own run again', async () => {
    await fixture.parts.instructions.create(approved(transfer()));
    await tick(fixture.parts);
    expect(fixture.outbox.messages).toEqual([
      {
        body: { sweepId: 'usdt-to-custody', scheduledTime: '2026-11-20T10:00:00Z' },
        group: 'transfer.by.usdt-to-custody',
        deduplicationId: 'usdt-to-custody-20261120T100000Z.2',
      },
    ]);
  });

  test('a held one waits for its time', async () => {
    const before = await sending(withdrawal());
    const held = recordOutcome(before, { kind: 'held', reason: 'two-factor', exchangeCode: '-4017' }, stamp);
    await fixture.parts.instructions.update(before, held);
    await tick(fixture.parts);
    expect(fixture.outbox.messages).toEqual([]);
    fixture.clock.advance(60_000);
    await tick(fixture.parts);
    expect(fixture.outbox.messages).toMatchObject([{ deduplicationId: 'inv-2026-0042.5' }]);
  });

  test('an approved one that is too old expires', async () => {
    await fixture.parts.instructions.create(approved());
    fixture.clock.advance(86_400_001);
    await tick(fixture.parts);
    expect(await statusOf(withdrawal())).toEqual({ status: 'expired', reason: 'approval-expired' });
    expect(await isOpen()).toBe(0);
  });

  test('one that was being sent becomes unknown, but only when no sender can be alive any more', async () => {
    await sending(withdrawal());
    fixture.clock.advance(20_000);
    await tick(fixture.parts);
    expect(await statusOf(withdrawal())).toEqual({ status: 'sending' });
    fixture.clock.advance(1_000);
    await tick(fixture.parts);
    expect(await statusOf(withdrawal())).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
    expect(fixture.outbox.messages).toEqual([]);
  });

  test('what was being sent becomes unknown also where the exchange does not tell the time, an hour later', async () => {
    await sending(withdrawal());
    fixture.script.on('/api/v1/time', { status: 503, body: '' });
    fixture.clock.advance(3_600_000);
    await tick(fixture.parts);
    expect(await statusOf(withdrawal())).toEqual({ status: 'sending' });
    fixture.clock.advance(20_001);
    await tick(fixture.parts);
    expect(await statusOf(withdrawal())).toMatchObject({ status: 'unknown' });
  });

  test('an ended one whose events were lost is published and leaves the index', async () => {
    await fixture.parts.instructions.create(reject(createInstruction(withdrawal(), stamp), 'coin-not-allowed', stamp));
    await tick(fixture.parts);
    expect(fixture.outbox.events.map(({ detail }) => detail.status)).toEqual(['requested', 'rejected']);
    expect(await isOpen()).toBe(0);
    await tick(fixture.parts);
    expect(fixture.outbox.events).toHaveLength(2);
  });

  test('one corrupt item does not stop the others', async () => {
    await fixture.parts.instructions.create(approved());
    await sent(withdrawal('inv-2'));
    orders(withdrawalRecord());
    const change = { set: { state: { status: 'paid' } }, condition: 'attribute_exists(pk)', values: {} };
    await fixture.ledger.table.update('instruction#inv-2026-0042', change);
    expect(await tick(fixture.parts)).toMatchObject({ settled: 1 });
    expect(fixture.reports).toEqual(['an item is corrupt']);
  });
});
