import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import type { Content } from '../../../functions/shared/ledger/instruction/content.ts';
import { markUnknown } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { limitedBooksFor } from '../../../functions/shared/ledger/limits/limited-books.ts';
import { reservationId } from '../../../functions/shared/ledger/limits/settlements.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress, approved, policyWith, stamp, transfer, withdrawal } from '../../support/instructions.ts';
import {
  balanceFlowPath,
  knownOrder,
  knownRecord,
  withdrawalRecord as order,
  ordersPath,
  recordList,
} from '../../support/record-list.ts';

const minute = 60_000;
const prove = { 'asset-transfer': 'prove', withdrawal: 'prove' };

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, recordList(knownRecord('asset-transfer')));
  orders();
  for (const kind of ['asset-transfer', 'withdrawal']) await fixture.parts.knownOrders.note(kind, knownOrder);
});
afterEach(() => fixture.close());

/** Beside the order that is known to be there. */
const orders = (...rows: object[]) => fixture.script.on(ordersPath, recordList(knownRecord('withdrawal'), ...rows));
const stateOf = async (content: Content) => (await fixture.parts.instructions.get(content.instructionId))?.state;

async function unknown(content: Content): Promise<void> {
  const { instruction } = await fixture.parts.instructions.create(approved(content));
  const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  const next = markUnknown(sending, 'http-502', stamp);
  await fixture.parts.instructions.update(instruction, sending);
  await fixture.parts.instructions.update(sending, next);
  if (content.kind !== 'withdrawal') return;
  const entry = { id: reservationId(content.instructionId, 1), quantity: content.quantity };
  await fixture.parts.reservations.reserve(limitedBooksFor(policyWith(), content), entry, noon);
}

async function tickAt(minutes: number) {
  fixture.clock.advance(noon + minutes * minute - fixture.clock.now());
  return tick(fixture.parts);
}

describe('an order that the records do not have', () => {
  test('proves nothing before the quiet period, nor with one read, nor with two that are close together', async () => {
    await fixture.parts.policies.put(policyWith({ absence: prove }));
    await unknown(withdrawal());
    await tickAt(10);
    expect(await stateOf(withdrawal())).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
    await tickAt(10.1);
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'unknown', absentSince: expect.any(Number) });
    await tickAt(15);
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'unknown' });
    expect(await fixture.parts.reservations.inDoubt({ coin: 'USDT' })).toEqual(new Set(['inv-2026-0042#1']));
  });

  test('may go again under the same id once that is proven, and its reservation is free', async () => {
    await fixture.parts.policies.put(policyWith({ absence: prove }));
    await unknown(withdrawal());
    await tickAt(11);
    expect(await tickAt(17)).toMatchObject({ provenAbsent: 1 });
    expect(await stateOf(withdrawal())).toEqual({ status: 'approved' });
    expect(await fixture.parts.reservations.inDoubt({ coin: 'USDT' })).toEqual(new Set());
    await tickAt(18);
    expect(fixture.outbox.messages).toMatchObject([{ body: { instructionId: 'inv-2026-0042' } }]);
  });

  test('ends a sweep, whose next run decides on fresh balances', async () => {
    await fixture.parts.policies.put(policyWith({ absence: prove }));
    await unknown(transfer());
    await tickAt(11);
    await tickAt(17);
    expect(await stateOf(transfer())).toEqual({ status: 'failed', reason: 'proven-absent' });
  });

  test('goes to people where no known order was ever found by this route', async () => {
    await unknown(withdrawal());
    await tickAt(11);
    expect(await tickAt(17)).toMatchObject({ needAttention: 1 });
    expect(await stateOf(withdrawal())).toEqual({
      status: 'needs-attention',
      reason: 'not-in-records',
      nearMatches: [],
    });
    expect(await fixture.parts.reservations.inDoubt({ coin: 'USDT' })).toEqual(new Set(['inv-2026-0042#1']));
  });

  test('tells people all that they need, once', async () => {
    await unknown(withdrawal());
    await tickAt(11);
    await tickAt(17);
    await tickAt(23);
    const told = fixture.outbox.events.filter(({ type }) => type === 'NeedsAttention');
    expect(told).toMatchObject([
      {
        detail: {
          id: 'inv-2026-0042',
          kind: 'withdrawal',
          reason: 'not-in-records',
          quantity: '1250.5',
          address: acmeAddress,
          attempts: [{ number: 1, outcome: 'unknown', exchangeCode: 'http-502', sentAt: '2026-11-20T10:00:00.000Z' }],
          resolution: 'POST /instructions/inv-2026-0042/resolution',
        },
      },
    ]);
  });

  test('goes on by itself when it turns up after people were asked', async () => {
    await unknown(withdrawal());
    await tickAt(11);
    await tickAt(17);
    orders(order({ remark: 'inv-2026-0042' }));
    expect(await tickAt(23)).toMatchObject({ found: 1, settled: 1 });
    expect(await stateOf(withdrawal())).toEqual({ status: 'settled', exchangeOrderId: 'W1' });
  });

  test('is still believed when it turns up between the two reads', async () => {
    await fixture.parts.policies.put(policyWith({ absence: prove }));
    await unknown(withdrawal());
    await tickAt(11);
    orders(order({ remark: 'inv-2026-0042' }));
    expect(await tickAt(17)).toMatchObject({ found: 1, settled: 1, provenAbsent: 0 });
  });
});

describe('an order that is like it', () => {
  beforeEach(() => fixture.parts.policies.put(policyWith({ absence: prove })));

  test.each([
    ['without a remark', order()],
    ['with a remark that is no id of ours', order({ remark: 'inv-2026-0043' })],
    ['with a remark that is no id at all', order({ remark: 'paid by hand, see mail' })],
  ])('%s breaks the proof, is never believed, and goes to people', async (_what, row) => {
    await unknown(withdrawal());
    orders(row);
    await tickAt(9);
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'unknown' });
    await tickAt(11);
    expect(await stateOf(withdrawal())).toEqual({
      status: 'needs-attention',
      reason: 'near-match',
      nearMatches: [{ exchangeOrderId: 'W1', time: noon + 1_000, status: 'successful' }],
    });
  });

  test('is no near match when another instruction of ours asked for just that', async () => {
    await unknown(withdrawal());
    const { instruction } = await fixture.parts.instructions.create(approved(withdrawal('inv-2')));
    const started = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
    await fixture.parts.instructions.update(instruction, started);
    const unanswered = recordOutcome(started, { kind: 'unknown', exchangeCode: 'http-502' }, stamp);
    await fixture.parts.instructions.update(started, unanswered);
    orders(order({ remark: 'inv-2' }));
    await tickAt(11);
    expect(await tickAt(17)).toMatchObject({ provenAbsent: 1 });
    expect(await stateOf(withdrawal('inv-2'))).toMatchObject({ status: 'settled' });
  });

  test('of an instruction whose item was changed by somebody is a near match still', async () => {
    await unknown(withdrawal());
    await fixture.parts.instructions.create(approved(withdrawal('inv-2')));
    const change = { set: { state: { status: 'paid' } }, condition: 'attribute_exists(pk)', values: {} };
    await fixture.ledger.table.update('instruction#inv-2', change);
    orders(order({ remark: 'inv-2' }));
    await tickAt(11);
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'needs-attention', reason: 'near-match' });
  });

  test('of another instruction that never was sent is a near match still', async () => {
    await unknown(withdrawal());
    await fixture.parts.instructions.create(approved(withdrawal('inv-2')));
    orders(order({ remark: 'inv-2' }));
    await tickAt(11);
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'needs-attention', reason: 'near-match' });
  });

  test.each([
    ['coin', { coin: 'USDC' }],
    ['address', { address: '0xde709f2102306220921060314715629080e2fb77' }],
  ])('but for its %s is none', async (_field, changes) => {
    await unknown(withdrawal());
    orders(order(changes));
    await tickAt(11);
    expect(await tickAt(17)).toMatchObject({ provenAbsent: 1 });
  });
});

describe('records that cannot be read to their end', () => {
  beforeEach(() => fixture.parts.policies.put(policyWith({ absence: prove })));

  test('conclude nothing, and go to people after an hour', async () => {
    await unknown(withdrawal());
    fixture.script.on(ordersPath, { status: 400, body: '{"code":-1005,"msg":""}' });
    await tickAt(11);
    await tickAt(17);
    await tickAt(59);
    expect(await stateOf(withdrawal())).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
    expect(await tickAt(61)).toMatchObject({ needAttention: 1 });
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
  });

  test('go to people even where the exchange does not tell the time', async () => {
    await unknown(withdrawal());
    fixture.script.on('/api/v1/time', { status: 503, body: '' });
    await tickAt(61);
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
  });

  test('because of one odd row are not complete', async () => {
    await unknown(withdrawal());
    orders({ id: 'odd' });
    await tickAt(11);
    await tickAt(17);
    expect(await stateOf(withdrawal())).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
  });

  test('may be read again later, and then prove it', async () => {
    await unknown(withdrawal());
    fixture.script.on(ordersPath, { status: 400, body: '{"code":-1005,"msg":""}' });
    await tickAt(11);
    orders();
    await tickAt(17);
    expect(await tickAt(23)).toMatchObject({ provenAbsent: 1 });
  });

  test('that may not reach back so far prove nothing', async () => {
    await unknown(withdrawal());
    await tickAt(8 * 1_440);
    expect(await stateOf(withdrawal())).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
  });
});
