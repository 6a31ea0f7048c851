import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { noon } from '../../support/clock.ts';
import { putUnknown } from '../../support/doubtful-payment.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { custodyAccount, policyWith, tradingAccount, withdrawal } from '../../support/instructions.ts';
import {
  accountList,
  accountTypePath,
  balanceFlowPath,
  knownOrder,
  knownRecord,
  withdrawalRecord as order,
  ordersPath,
  recordList,
} from '../../support/record-list.ts';

const minute = 60_000;
const day = 86_400_000;
const id = 'inv-2026-0042';
const prove = { 'asset-transfer': 'prove', withdrawal: 'prove' };

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, recordList());
  await fixture.parts.policies.put(policyWith({ absence: prove }));
});
afterEach(() => fixture.close());

const orders = (...rows: object[]) => fixture.script.on(ordersPath, recordList(...rows));
const stateOf = async () => (await fixture.parts.instructions.get(withdrawal().instructionId))?.state;

async function tickAt(minutes: number) {
  fixture.clock.advance(noon + minutes * minute - fixture.clock.now());
  return tick(fixture.parts);
}

async function tickThrough(...minutes: readonly number[]): Promise<void> {
  for (const each of minutes) await tickAt(each);
}

describe('records without an order of ours that is known to be there', () => {
  beforeEach(() => putUnknown(fixture));

  test('prove nothing where no such order was ever seen, and people are asked', async () => {
    orders();
    await tickThrough(11, 17);
    expect(await stateOf()).toEqual({ status: 'needs-attention', reason: 'no-known-order', nearMatches: [] });
  });

  test('prove nothing while they are empty for a while, and prove it when they are whole again', async () => {
    await fixture.parts.knownOrders.note('withdrawal', knownOrder);
    orders();
    await tickThrough(11, 17, 23);
    expect(await stateOf()).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
    orders(knownRecord('withdrawal'));
    await tickThrough(29);
    expect(await tickAt(35)).toMatchObject({ provenAbsent: 1 });
  });

  test('prove nothing where they are empty at the second look', async () => {
    await fixture.parts.knownOrders.note('withdrawal', knownOrder);
    orders(knownRecord('withdrawal'));
    await tickAt(11);
    orders();
    await tickAt(17);
    expect(await stateOf()).toMatchObject({ status: 'unknown', absentSince: expect.any(Number) });
  });

  test('go to people after an hour', async () => {
    await fixture.parts.knownOrders.note('withdrawal', knownOrder);
    orders(order({ id: 'W5', coin: 'BTC', remark: 'of another house' }));
    await tickThrough(11, 17, 61);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
  });

  test('prove nothing where the known one is shown with another time', async () => {
    await fixture.parts.knownOrders.note('withdrawal', knownOrder);
    orders({ ...knownRecord('withdrawal'), time: String(knownOrder.time + 1_000) });
    await tickThrough(11, 17);
    expect(await stateOf()).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
  });

  test('prove nothing by an order that is older than the records reach back', async () => {
    await fixture.parts.knownOrders.note('withdrawal', { ...knownOrder, time: noon - 7 * day });
    orders({ ...knownRecord('withdrawal'), time: String(noon - 7 * day) });
    await tickThrough(11, 17);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'no-known-order' });
  });

  test('prove nothing by an order of another kind', async () => {
    await fixture.parts.knownOrders.note('asset-transfer', knownOrder);
    orders(knownRecord('withdrawal'));
    await tickThrough(11, 17);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'no-known-order' });
  });
});

describe('a read key that does not see the accounts of the configuration', () => {
  beforeEach(async () => {
    await fixture.parts.knownOrders.note('withdrawal', knownOrder);
    orders(knownRecord('withdrawal'));
    await putUnknown(fixture);
  });

  test.each([
    ['none of them', accountList('1')],
    ['some of them', accountList(tradingAccount)],
    ['none at all', accountList()],
    ['nobody knows which', { status: 400, body: '{"code":-1005,"msg":""}' }],
  ])('(%s) proves nothing, and people are asked after an hour', async (_which, answer) => {
    fixture.script.on(accountTypePath, answer);
    await tickThrough(11, 17);
    expect(await stateOf()).toEqual({ status: 'unknown', reason: 'outcome-unknown' });
    await tickAt(61);
    expect(await stateOf()).toMatchObject({ status: 'needs-attention', reason: 'records-unreadable' });
  });

  test('proves nothing where that shows at the second look only', async () => {
    await tickAt(11);
    fixture.script.on(accountTypePath, accountList('1'));
    await tickAt(17);
    expect(await stateOf()).toMatchObject({ status: 'unknown' });
    fixture.script.on(accountTypePath, accountList(custodyAccount, tradingAccount, '1'));
    expect(await tickAt(23)).toMatchObject({ provenAbsent: 1 });
  });
});

test('an order that is seen at its end is known from then on', async () => {
  await putUnknown(fixture);
  orders(order({ remark: id }));
  await tickAt(1);
  expect(await fixture.parts.knownOrders.latest('withdrawal')).toEqual({ exchangeOrderId: 'W1', time: noon + 1_000 });
  expect(await fixture.parts.knownOrders.latest('asset-transfer')).toBeUndefined();
});

test('an order on its way is not', async () => {
  await putUnknown(fixture);
  orders(order({ remark: id, status: 'withdrawing' }));
  await tickAt(1);
  expect(await fixture.parts.knownOrders.latest('withdrawal')).toBeUndefined();
});

test('the latest one is kept, and an item that was changed by somebody is none', async () => {
  const { knownOrders } = fixture.parts;
  await knownOrders.note('withdrawal', { exchangeOrderId: 'W1', time: noon });
  await knownOrders.note('withdrawal', { exchangeOrderId: 'W0', time: noon - 2 * day });
  expect(await knownOrders.latest('withdrawal')).toEqual({ exchangeOrderId: 'W1', time: noon });
  await knownOrders.note('withdrawal', { exchangeOrderId: 'W2', time: noon + 2 * 60 * minute });
  expect(await knownOrders.latest('withdrawal')).toMatchObject({ exchangeOrderId: 'W2' });
  const change = { set: { time: 'yesterday' }, condition: 'attribute_exists(pk)', values: {} };
  await fixture.ledger.table.update('known-order#withdrawal', change);
  expect(await knownOrders.latest('withdrawal')).toBeUndefined();
});
