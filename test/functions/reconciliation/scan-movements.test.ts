import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import type { Content } from '../../../functions/shared/ledger/instruction/content.ts';
import {
  confirmResolution,
  flagForAttention,
  proposeResolution,
} from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import { recordOutcome, settle, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import {
  acmeAddress,
  approved,
  custodyAccount,
  stamp,
  tradingAccount,
  withdrawal,
} from '../../support/instructions.ts';
import { balanceFlowPath, withdrawalRecord as order, ordersPath, recordList } from '../../support/record-list.ts';

const hour = 3_600_000;

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on(balanceFlowPath, { status: 200, body: '[]' });
  orders();
  // The first look notes where to begin.
  await tick(fixture.parts);
});
afterEach(() => fixture.close());

const orders = (...rows: object[]) => fixture.script.on(ordersPath, recordList(...rows));
async function settled(content: Content): Promise<void> {
  const { instruction } = await fixture.parts.instructions.create(approved(content));
  const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  const sent = recordOutcome(sending, { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') }, stamp);
  await fixture.parts.instructions.update(instruction, settle(sent, noon, stamp));
}

async function publishedMovements(): Promise<unknown[]> {
  fixture.clock.advance(hour);
  await tick(fixture.parts);
  return fixture.outbox.events.filter(({ type }) => type === 'UnknownMovement').map(({ detail }) => detail);
}

describe('a movement at the exchange', () => {
  test('that is an instruction of ours is no news', async () => {
    await settled(withdrawal());
    orders(order({ remark: 'inv-2026-0042' }));
    expect(await publishedMovements()).toEqual([]);
  });

  test('that is nobody’s is told within the hour, once, with what there is to know', async () => {
    orders(order({ remark: 'by hand' }));
    expect(await publishedMovements()).toEqual([
      {
        kind: 'withdrawal',
        reason: 'no-instruction',
        exchangeOrderId: 'W1',
        time: '2026-11-20T10:00:01.000Z',
        coin: 'USDT',
        quantity: '1250.5',
        address: acmeAddress,
        marks: [],
        status: 'successful',
      },
    ]);
    expect(await publishedMovements()).toHaveLength(1);
  });

  test('between our own accounts is told too', async () => {
    const row = {
      id: '1',
      orderId: '77',
      fromAccountId: custodyAccount,
      toAccountId: tradingAccount,
      transferCcy: 'USDT',
      netTransferAmount: '5',
      transactTime: String(noon + 1_000),
    };
    fixture.script.on(balanceFlowPath, recordList(row));
    expect(await publishedMovements()).toMatchObject([
      { kind: 'asset-transfer', source: custodyAccount, address: tradingAccount },
    ]);
  });

  test.each([
    ['carries our id on another amount', { remark: 'inv-2026-0042', quantity: '2' }, 'other-content'],
    ['is a second order under one id', { remark: 'inv-2026-0042', id: 'W2' }, 'other-order'],
  ])('that %s is told', async (_what, changes, reason) => {
    await settled(withdrawal());
    orders(order(changes));
    expect(await publishedMovements()).toMatchObject([{ reason }]);
  });

  test('that is ours is no news beside one that bears its name', async () => {
    await settled(withdrawal());
    orders(order({ id: 'W0', remark: 'inv-2026-0042', quantity: '2' }), order({ remark: 'inv-2026-0042' }));
    expect(await publishedMovements()).toMatchObject([{ exchangeOrderId: 'W0', reason: 'other-content' }]);
  });

  test('is told where two of them could be the one that people decided about', async () => {
    const { instruction } = await fixture.parts.instructions.create(approved());
    const started = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
    const unknown = recordOutcome(started, { kind: 'unknown', exchangeCode: 'http-502' }, stamp);
    const asked = flagForAttention(unknown, 'not-in-records', [], stamp);
    const proposed = proposeResolution(asked, 'settled', 'seen', { ...stamp, by: 'bob' });
    await fixture.parts.instructions.update(
      instruction,
      confirmResolution(proposed, 'seen', { ...stamp, by: 'carol' }),
    );
    orders(order({ remark: 'inv-2026-0042' }), order({ id: 'W2', remark: 'inv-2026-0042' }));
    expect(await publishedMovements()).toMatchObject([{ exchangeOrderId: 'W2', reason: 'other-order' }]);
  });

  test('of an instruction that was never sent is told', async () => {
    await fixture.parts.instructions.create(approved());
    orders(order({ remark: 'inv-2026-0042' }));
    expect(await publishedMovements()).toMatchObject([{ reason: 'not-expected' }]);
  });

  test('beside an item that was changed by somebody is told, and so is every other', async () => {
    await settled(withdrawal());
    const change = { set: { state: { status: 'paid' } }, condition: 'attribute_exists(pk)', values: {} };
    await fixture.ledger.table.update('instruction#inv-2026-0042', change);
    orders(order({ remark: 'inv-2026-0042' }), order({ id: 'W2' }));
    expect(await publishedMovements()).toMatchObject([{ exchangeOrderId: 'W1' }, { exchangeOrderId: 'W2' }]);
  });

  test('that cannot be read is counted', async () => {
    orders({ id: 'odd' });
    expect(await publishedMovements()).toMatchObject([{ kind: 'withdrawal', reason: 'unreadable', count: 1 }]);
  });

  test('is told at the next look where the bus was away', async () => {
    orders(order());
    fixture.outbox.setAway(true);
    expect(await publishedMovements()).toEqual([]);
    fixture.outbox.setAway(false);
    expect(await publishedMovements()).toHaveLength(1);
  });

  test('is looked for among withdrawals even where transfers are not shown', async () => {
    fixture.script.on(balanceFlowPath, { status: 400, body: '{"code":-1005,"msg":""}' });
    orders(order());
    expect(await publishedMovements()).toHaveLength(1);
  });
});

test('a ban of our address by the exchange is told once', async () => {
  const ban = {
    set: { blockedUntil: noon + hour, blockedBy: 'ip-banned' },
    condition: 'attribute_exists(pk) OR attribute_not_exists(pk)',
    values: {},
  };
  await fixture.ledger.table.update('pace#read', ban);
  await tick(fixture.parts);
  await tick(fixture.parts);
  const bans = fixture.outbox.events.filter(({ type }) => type === 'ExchangeBan');
  expect(bans).toEqual([{ type: 'ExchangeBan', detail: { until: '2026-11-20T11:00:00.000Z' } }]);
});
