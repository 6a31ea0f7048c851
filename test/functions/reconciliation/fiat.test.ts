import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import type { FiatContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { markUnknown } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import type { Instruction } from '../../../functions/shared/ledger/instruction/instruction.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { booksFor } from '../../../functions/shared/ledger/limits/book-name.ts';
import { reservationId } from '../../../functions/shared/ledger/limits/settlements.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, companyBankAccount, payout, policyWith, stamp, withdrawal } from '../../support/instructions.ts';
import {
  balanceFlowPath,
  fiatPath,
  fiatRecord,
  knownOrder,
  knownRecord,
  onChannel,
  ordersPath,
  recordList,
} from '../../support/record-list.ts';

const minute = 60_000;
const absence = (fiat: 'ask' | 'prove') =>
  policyWith({
    absence: { 'asset-transfer': 'ask', withdrawal: 'ask', 'fiat-withdrawal': fiat },
    withdrawals: { USDT: { perInstruction: '50000' }, USD: { perInstruction: '50000' } },
    coins: { USDT: { decimals: 6 }, USD: { decimals: 2 } },
  });

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, recordList());
  fixture.script.on(ordersPath, recordList());
  await fixture.parts.policies.put(absence('prove'));
  payments();
  await fixture.parts.knownOrders.note('fiat-withdrawal', knownOrder);
});
afterEach(() => fixture.close());

/** Beside the payment that is known to be there. */
const payments = (...rows: object[]) =>
  fixture.script.on(fiatPath, onChannel('auto', knownRecord('fiat-withdrawal'), ...rows));
const id = payout().instructionId;
const state = async () => (await fixture.parts.instructions.get(id))?.state;
const reservationsInDoubt = () => fixture.parts.reservations.inDoubt({ coin: 'USD' });

async function sending(content: FiatContent): Promise<Instruction> {
  const { instruction } = await fixture.parts.instructions.create(approved(content));
  const entry = { id: reservationId(content.instructionId, 1), quantity: content.quantity };
  await fixture.parts.reservations.reserve(
    booksFor(content).map((name) => ({ ...name, limits: [] })),
    entry,
    noon,
  );
  const next = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  await fixture.parts.instructions.update(instruction, next);
  return next;
}

async function sent(content = payout(), orderId = 'FW1'): Promise<void> {
  const before = await sending(content);
  const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId(orderId) } as const;
  await fixture.parts.instructions.update(before, recordOutcome(before, answer, stamp));
}

async function unknown(content = payout()): Promise<void> {
  const before = await sending(content);
  await fixture.parts.instructions.update(before, markUnknown(before, 'http-502', stamp));
}

async function tickAt(minutes: number) {
  fixture.clock.advance(noon + minutes * minute - fixture.clock.now());
  return tick(fixture.parts);
}

describe('a payment to a bank account that the exchange took', () => {
  test('settles when the history calls it successful, by what arrives and not by the debit with its fee', async () => {
    await sent();
    payments(fiatRecord());
    expect(await tickAt(1)).toMatchObject({ settled: 1 });
    expect(await state()).toEqual({ status: 'settled', exchangeOrderId: 'FW1', fee: '25', feeCoin: 'USD' });
    expect(await reservationsInDoubt()).toEqual(new Set());
  });

  test('settles by the same name where the exchange names it NFW', async () => {
    await sent(payout(), 'NFW7');
    payments(fiatRecord({ orderId: 'NFW7' }));
    expect(await tickAt(1)).toMatchObject({ settled: 1 });
  });

  test('settles where the exchange handled it by hand, in the other list', async () => {
    await sent();
    fixture.script.on(fiatPath, onChannel('manual', fiatRecord({ channel: 'manual' })));
    expect(await tickAt(1)).toMatchObject({ settled: 1 });
  });

  test('settles once where the exchange shows it in both lists', async () => {
    await sent();
    fixture.script.on(fiatPath, recordList(fiatRecord()));
    expect(await tickAt(1)).toMatchObject({ settled: 1, unknownMovements: 0 });
  });

  test.each(['under_review', 'processing', 'Processing'])('stays sent while it is %s', async (status) => {
    await sent();
    payments(fiatRecord({ status }));
    await tickAt(1);
    expect(await state()).toMatchObject({ status: 'sent' });
    expect(await reservationsInDoubt()).toEqual(new Set([`${id}#1`]));
  });

  test.each(['failed', 'return'])('fails as %s, and its place under the limits is free', async (status) => {
    await sent();
    payments(fiatRecord({ status }));
    expect(await tickAt(1)).toMatchObject({ failed: 1 });
    expect(await state()).toMatchObject({ status: 'failed', reason: 'exchange-failed' });
    const last = (await fixture.parts.instructions.get(id))?.history.at(-1);
    expect(last).toMatchObject({ exchangeCode: status });
    expect(await reservationsInDoubt()).toEqual(new Set());
  });

  test.each([
    ['amount', { grossAmount: '1250.49' }],
    ['currency', { asset: 'HKD' }],
  ])('is not believed with another %s, and goes to people', async (_field, changes) => {
    await sent();
    payments(fiatRecord(changes));
    await tickAt(1);
    expect(await state()).toMatchObject({
      status: 'needs-attention',
      reason: 'order-differs',
      nearMatches: [{ exchangeOrderId: 'FW1' }],
    });
  });

  test('settles even while the other lists cannot be read', async () => {
    await sent();
    const refused = { status: 400, body: '{"code":-1005,"msg":""}' };
    fixture.script.on(ordersPath, refused);
    fixture.script.on(balanceFlowPath, refused);
    payments(fiatRecord());
    expect(await tickAt(1)).toMatchObject({ settled: 1 });
  });
});

describe('a payment whose answer was lost', () => {
  test.each([
    ['clientOrderId', { clientOrderId: id }],
    ['remark', { remark: id }],
  ])('is found by its %s', async (_field, mark) => {
    await unknown();
    payments(fiatRecord({ ...mark, status: 'processing' }));
    expect(await tickAt(1)).toMatchObject({ found: 1 });
    expect(await state()).toEqual({ status: 'sent', exchangeOrderId: 'FW1' });
  });

  test('is proven absent by two complete reads of both lists, and may go again with the key of its own', async () => {
    await unknown();
    payments();
    await tickAt(11);
    expect(await state()).toMatchObject({ status: 'unknown', absentSince: expect.any(Number) });
    expect(await tickAt(17)).toMatchObject({ provenAbsent: 1 });
    expect(await state()).toEqual({ status: 'approved' });
    expect(await reservationsInDoubt()).toEqual(new Set());
    await tickAt(18);
    expect(fixture.outbox.messages).toMatchObject([{ body: { instructionId: id }, group: 'fiat' }]);
  });

  test('goes to people where the policy says to ask, with the bank account', async () => {
    await fixture.parts.policies.put(absence('ask'));
    await unknown();
    await tickAt(11);
    expect(await tickAt(17)).toMatchObject({ needAttention: 1 });
    expect(fixture.outbox.events.filter(({ type }) => type === 'NeedsAttention')).toMatchObject([
      { detail: { id, kind: 'fiat-withdrawal', coin: 'USD', quantity: '1250.5', address: companyBankAccount } },
    ]);
  });

  test('is not absent while one of the lists has a row that cannot be read', async () => {
    await unknown();
    fixture.script.on(fiatPath, onChannel('manual', { orderId: 'odd' }));
    await tickAt(11);
    await tickAt(17);
    expect(await state()).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
  });

  test('goes to people where a payment is like it: the list names no bank account', async () => {
    await unknown();
    payments(fiatRecord({ remark: 'by hand' }));
    await tickAt(11);
    expect(await state()).toEqual({
      status: 'needs-attention',
      reason: 'near-match',
      nearMatches: [{ exchangeOrderId: 'FW1', time: noon + 1_000, status: 'successful' }],
    });
  });

  test('is not found among withdrawals to addresses', async () => {
    await unknown();
    fixture.script.on(
      ordersPath,
      recordList({ ...fiatRecord(), id: 'W1', time: String(noon), coin: 'USD', remark: id }),
    );
    await tickAt(1);
    expect(await state()).toMatchObject({ status: 'unknown' });
  });
});

describe('the look for movements that are not ours', () => {
  test('tells of a payment that somebody made by hand', async () => {
    await tickAt(0);
    payments(fiatRecord({ remark: 'by hand', clientOrderId: '' }));
    await tickAt(61);
    const told = fixture.outbox.events.filter(({ type }) => type === 'UnknownMovement').map(({ detail }) => detail);
    expect(told).toEqual([
      {
        kind: 'fiat-withdrawal',
        reason: 'no-instruction',
        exchangeOrderId: 'FW1',
        time: '2026-11-20T10:00:01.000Z',
        coin: 'USD',
        quantity: '1250.5',
        marks: [],
        status: 'successful',
      },
    ]);
  });

  test('tells nothing of a payment of ours', async () => {
    await tickAt(0);
    await sent();
    payments(fiatRecord({ clientOrderId: id }));
    await tickAt(1);
    expect(await tickAt(62)).toMatchObject({ unknownMovements: 0 });
  });
});

test('what is approved is sent to its queue in the group of its key', async () => {
  await fixture.parts.instructions.create(approved(payout()));
  await fixture.parts.instructions.create(approved(withdrawal('inv-2')));
  await tickAt(1);
  expect(fixture.outbox.messages).toEqual([
    expect.objectContaining({ body: { instructionId: id }, group: 'fiat' }),
    expect.objectContaining({ body: { instructionId: 'inv-2' }, group: 'withdrawal' }),
  ]);
});
