import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { recordOutcome, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { attemptAgain, putAbsent, putUnknown } from '../../support/doubtful-payment.ts';
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
const hour = 60 * minute;
const id = 'inv-2026-0042';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, recordList(knownRecord('asset-transfer')));
  orders();
  for (const kind of ['asset-transfer', 'withdrawal']) await fixture.parts.knownOrders.note(kind, knownOrder);
  await fixture.parts.policies.put(policyWith({ absence: { 'asset-transfer': 'prove', withdrawal: 'prove' } }));
});
afterEach(() => fixture.close());

const orders = (...rows: object[]) => fixture.script.on(ordersPath, recordList(knownRecord('withdrawal'), ...rows));
const stateOf = async (of = id) => (await fixture.parts.instructions.get(withdrawal(of).instructionId))?.state;
const placesInDoubt = () => fixture.parts.reservations.inDoubt({ coin: 'USDT' });

async function tickAt(minutes: number) {
  fixture.clock.advance(noon + minutes * minute - fixture.clock.now());
  return tick(fixture.parts);
}

describe('a time that is late', () => {
  test.each([1, 4, 6, 7, 9.9])('is found in the records %d minutes after it was signed', async (late) => {
    await putUnknown(fixture);
    orders(order({ remark: id, time: String(noon + late * minute) }));
    expect(await tickAt(11)).toMatchObject({ found: 1, settled: 1 });
    expect(await stateOf()).toEqual({ status: 'settled', exchangeOrderId: 'W1' });
  });

  test('is found as well when it is shown hours later, where people were asked meanwhile', async () => {
    await putUnknown(fixture);
    orders({ id: 'odd' });
    await tickAt(62);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
    orders(order({ remark: id, time: String(noon + 5 * hour) }));
    expect(await tickAt(301)).toMatchObject({ found: 1, settled: 1 });
  });

  test('of a transfer that the statement names by its end', async () => {
    await putUnknown(fixture, transfer());
    const { instructionId, source, address } = transfer();
    const line = {
      id: '2',
      orderId: '77',
      fromAccountId: source,
      toAccountId: address,
      transferCcy: 'USDT',
      netTransferAmount: '100',
      transactTime: String(noon + 7 * minute),
      clientOrderId: instructionId,
    };
    fixture.script.on(balanceFlowPath, recordList(knownRecord('asset-transfer'), line));
    expect(await tickAt(11)).toMatchObject({ found: 1, settled: 1 });
  });

  test('before the first attempt is no order of ours, whatever it carries', async () => {
    await putUnknown(fixture);
    orders(order({ remark: id, time: String(noon - 30 * minute) }));
    await tickAt(11);
    expect(await stateOf()).toMatchObject({ status: 'unknown' });
  });
});

describe('an id that the exchange says it saw before', () => {
  test.each(['-1024', '-1141', '-4013'])('%s goes to people at once, and frees nothing', async (code) => {
    await putUnknown(fixture, withdrawal(), { code });
    expect(await tickAt(1)).toMatchObject({ needAttention: 1 });
    expect(await stateOf()).toEqual({ status: 'needs-attention', reason: 'seen-before', nearMatches: [] });
    expect(await placesInDoubt()).toEqual(new Set([`${id}#1`]));
  });

  test('is never sent again after a proof that was wrong', async () => {
    const absent = await putAbsent(fixture);
    await attemptAgain(fixture, absent, { timestamp: noon + 20 * minute, code: '-1024' });
    await tickAt(21);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'seen-before' });
    for (const minutes of [35, 45, 120]) await tickAt(minutes);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'seen-before' });
    expect(await placesInDoubt()).toEqual(new Set([`${id}#2`]));
    expect(fixture.outbox.messages).toEqual([]);
  });

  test('goes to people also where the exchange is away', async () => {
    await putUnknown(fixture, withdrawal(), { code: '-1024' });
    fixture.script.on('/api/v1/time', { status: 503, body: '' });
    await tickAt(1);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'seen-before' });
  });

  test('is found where the records show its order, and settles', async () => {
    await putUnknown(fixture, withdrawal(), { code: '-1024' });
    orders(order({ remark: id }));
    expect(await tickAt(1)).toMatchObject({ found: 1, settled: 1 });
  });
});

describe('the order of an attempt that counts as absent', () => {
  test('goes to people at once where it turns up before the next attempt', async () => {
    await putAbsent(fixture);
    orders(order({ remark: id }));
    expect(await tickAt(12)).toMatchObject({ needAttention: 1 });
    expect(await stateOf()).toEqual({
      status: 'needs-attention',
      reason: 'earlier-attempt',
      nearMatches: [{ exchangeOrderId: 'W1', time: noon + 1_000, status: 'successful' }],
    });
    expect(fixture.outbox.messages).toEqual([]);
    await tickAt(13);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'earlier-attempt' });
  });

  test('counts under the limits again while people decide, also where a crash left that undone', async () => {
    await putAbsent(fixture);
    orders(order({ remark: id }));
    await tickAt(12);
    expect(await placesInDoubt()).toEqual(new Set([`${id}#1`]));
    await fixture.parts.reservations.apply([{ coin: 'USDT' }], [{ kind: 'free', id: `${id}#1` }]);
    await tickAt(13);
    expect(await placesInDoubt()).toEqual(new Set([`${id}#1`]));
  });

  test('goes to people at once where it turns up while the next one is in doubt', async () => {
    const absent = await putAbsent(fixture);
    await attemptAgain(fixture, absent, { timestamp: noon + 20 * minute });
    orders(order({ remark: id }));
    await tickAt(21);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'earlier-attempt' });
    expect(await placesInDoubt()).toEqual(new Set([`${id}#2`]));
  });

  test('goes to people at once where it turns up beside that of the next one', async () => {
    const absent = await putAbsent(fixture);
    const sending = startSending(absent, { timestamp: noon + 20 * minute, recvWindow: 5_000 }, stamp);
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W2') } as const;
    await fixture.parts.instructions.update(absent, sending);
    await fixture.parts.instructions.update(sending, recordOutcome(sending, answer, stamp));
    orders(order({ remark: id }), order({ id: 'W2', remark: id, time: String(noon + 20 * minute) }));
    await tickAt(21);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'order-differs' });
  });

  test('is the order of the next one too where the exchange gives its answer once more', async () => {
    const absent = await putAbsent(fixture);
    const sending = startSending(absent, { timestamp: noon + 20 * minute, recvWindow: 5_000 }, stamp);
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') } as const;
    await fixture.parts.instructions.update(absent, sending);
    await fixture.parts.instructions.update(sending, recordOutcome(sending, answer, stamp));
    orders(order({ remark: id }));
    await tickAt(21);
    await tickAt(22);
    expect(await stateOf()).toEqual({ status: 'settled', exchangeOrderId: 'W1' });
  });
});

describe('a movement that may be ours', () => {
  test.each([
    ['shown without its fee', { quantity: '1249.5' }],
    ['shown rounded', { quantity: '1250' }],
    ['of any other quantity', { quantity: '3' }],
    ['with our remark in capitals and without its fee', { remark: id.toUpperCase(), quantity: '1249.5' }],
    ['stamped minutes later', { time: String(noon + 9.9 * minute), quantity: '1249.5' }],
    ['in another spelling of the coin', { coin: 'usdt', quantity: '1249.5' }],
  ])('%s breaks the proof', async (_how, changes) => {
    await putUnknown(fixture);
    orders(order(changes));
    await tickAt(11);
    await tickAt(17);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'near-match' });
  });

  test.each([
    ['in another case', 'INV-2026-0042'],
    ['with spaces', ' inv-2026-0042 '],
    ['with a cut end', 'inv-2026-00'],
  ])('by our remark %s goes to people at once, wherever it went', async (_how, remark) => {
    await putUnknown(fixture);
    orders(order({ remark, coin: 'BTC', address: '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy' }));
    await tickAt(1);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'near-match' });
  });

  test('since the first attempt breaks the proof of the second', async () => {
    const absent = await putAbsent(fixture);
    await attemptAgain(fixture, absent, { timestamp: noon + 200 * minute });
    orders(order({ quantity: '1249.5' }));
    await tickAt(211);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'near-match' });
  });

  test('before the first attempt does not', async () => {
    await putUnknown(fixture);
    orders(order({ time: String(noon - 2 * minute) }));
    await tickAt(11);
    expect(await tickAt(17)).toMatchObject({ provenAbsent: 1 });
  });

  test('that bears the name of another instruction and is a second order breaks the proof', async () => {
    await putUnknown(fixture);
    await putUnknown(fixture, withdrawal('inv-2'));
    orders(order({ remark: 'inv-2' }), order({ id: 'W2', remark: 'inv-2' }));
    await tickAt(11);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'near-match' });
    expect(await stateOf('inv-2')).toMatchObject({ status: 'needs-attention', reason: 'order-differs' });
  });

  test('that is the order of another instruction, known as another, breaks the proof', async () => {
    await putUnknown(fixture);
    const { instruction } = await fixture.parts.instructions.create(approved(withdrawal('inv-2')));
    const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W9') } as const;
    await fixture.parts.instructions.update(instruction, sending);
    await fixture.parts.instructions.update(sending, recordOutcome(sending, answer, stamp));
    orders(order({ remark: 'inv-2' }));
    await tickAt(11);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'near-match' });
  });
});

describe('an order that the exchange accepted', () => {
  beforeEach(async () => {
    const { instruction } = await fixture.parts.instructions.create(approved());
    const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
    const answer = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') } as const;
    await fixture.parts.instructions.update(instruction, sending);
    await fixture.parts.instructions.update(sending, recordOutcome(sending, answer, stamp));
  });

  test('goes to people at once where our remark is on another one', async () => {
    orders(order({ id: 'W2', remark: id }));
    expect(await tickAt(1)).toMatchObject({ needAttention: 1 });
    expect(await stateOf()).toMatchObject({ reason: 'order-differs', exchangeOrderId: 'W1' });
  });

  test.each([
    ['successful', 'failed'],
    ['failed', 'successful'],
  ])('goes to people where the records say %s and %s', async (first, second) => {
    orders(order({ remark: id, status: first }), order({ remark: id, status: second }));
    await tickAt(1);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'order-differs' });
  });

  test('is followed to a time hours after it was taken', async () => {
    orders(order({ address: acmeAddress, remark: id, time: String(noon + 3 * hour) }));
    expect(await tickAt(181)).toMatchObject({ settled: 1 });
  });
});
