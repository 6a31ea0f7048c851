import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { exchangeOrderId } from '../../../functions/shared/core/ids.ts';
import { paidSinceKey } from '../../../functions/shared/core/item-keys.ts';
import type { WithdrawalContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { recordOutcome, settle, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { historyKeysOf } from '../../../functions/shared/ledger/payments/settled-payment.ts';
import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import { noon } from '../../support/clock.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, stamp, withdrawal } from '../../support/instructions.ts';

/* What a tick keeps of payments that settled, on a table that speaks DynamoDB's protocol. */
let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
});
afterEach(() => fixture.close());

const account = historyKeysOf(withdrawal()).account ?? '';
const { requester } = historyKeysOf(withdrawal());
const history = (key = account) => fixture.parts.payments.get(key);

/** Settled in the table, and a crash came before anything else was done. */
async function settledAndCrashed(content: WithdrawalContent, at = noon) {
  const ready = approved(content);
  await fixture.parts.instructions.create(ready);
  const accepted = { kind: 'accepted', exchangeOrderId: exchangeOrderId('W1') } as const;
  const sending = startSending(ready, { timestamp: at, recvWindow: 5_000 }, stamp);
  const settled = settle(recordOutcome(sending, accepted, stamp), at, stamp);
  await fixture.parts.instructions.update(ready, settled);
  return settled;
}

describe('a payment that settled before a crash', () => {
  test('is kept by the next tick, for its account and its requester', async () => {
    await settledAndCrashed(withdrawal());
    await tick(fixture.parts);
    const payment = { id: 'inv-2026-0042', quantity: '1250.5', paidAt: noon };
    expect(await history()).toEqual({ first: payment, last: payment, largest: payment });
    expect(await history(requester)).toEqual({ first: payment, last: payment, largest: payment });
    expect(await fixture.parts.payments.since()).toBe(noon);
  });

  test('is kept once, and the item stays as small as it was with one', async () => {
    for (const [index, quantity] of ['5', '30', '20'].entries()) {
      const content = withdrawal(`inv-${index}`, { quantity: amount(quantity) });
      await settledAndCrashed(content, noon + index * 1_000);
    }
    await tick(fixture.parts);
    await tick(fixture.parts);
    expect(await history()).toMatchObject({ first: { id: 'inv-0' }, last: { id: 'inv-2' }, largest: { id: 'inv-1' } });
    expect(await fixture.ledger.table.get(account)).toMatchObject({ version: 3 });
  });

  test('is not told of before it is kept: where the table was away, the next tick keeps it', async () => {
    await settledAndCrashed(withdrawal());
    const note = async () => {
      throw new StoreUnavailableError('an update', new Error('away'));
    };
    await tick({ ...fixture.parts, payments: { ...fixture.parts.payments, note } });
    expect(fixture.outbox.events).toEqual([]);
    await tick(fixture.parts);
    expect(fixture.outbox.events.at(-1)?.detail).toMatchObject({ status: 'settled' });
    expect(await history()).toMatchObject({ first: { id: 'inv-2026-0042' } });
  });

  test('goes on to its end where its history cannot be read, which is reported and left as it is', async () => {
    await fixture.ledger.table.put({ pk: account, version: 1, first: 'yesterday' });
    await settledAndCrashed(withdrawal());
    await tick(fixture.parts);
    expect(fixture.outbox.events.at(-1)?.detail).toMatchObject({ status: 'settled' });
    expect(fixture.reports).toContain('what is kept of settled payments could not be read');
    expect(await fixture.ledger.table.get(account)).toMatchObject({ first: 'yesterday' });
    expect(await history(requester)).toMatchObject({ first: { id: 'inv-2026-0042' } });
  });

  test('leaves the day on which this began as it was', async () => {
    await fixture.ledger.table.put({ pk: paidSinceKey, since: noon - 86_400_000 });
    await settledAndCrashed(withdrawal());
    await tick(fixture.parts);
    expect(await fixture.parts.payments.since()).toBe(noon - 86_400_000);
  });
});
