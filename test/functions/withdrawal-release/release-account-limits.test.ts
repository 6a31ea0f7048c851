import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tick } from '../../../functions/reconciliation/tick.ts';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { revoke } from '../../../functions/shared/ledger/whitelist/steps.ts';
import { releaseWithdrawal } from '../../../functions/withdrawal-release/release-withdrawal.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { acmeAddress, approved, policyWith, stamp, withdrawal } from '../../support/instructions.ts';
import { acme, activeEntry } from '../../support/whitelist.ts';

let fixture: FunctionFixture;
const day = 86_400_000;
const accepted = { status: 200, body: '{"success":true,"id":"0","orderId":"W123456789012345678","accountId":"1"}' };
const over = { status: 'rejected', reason: 'over-destination-limit' };
const account = { coin: 'USDT', account: `ETH#${acmeAddress.toLowerCase()}` };

beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on('/api/v1/account/withdraw', accepted);
  for (const path of ['balanceFlow', 'withdrawOrders'])
    fixture.script.on(`/api/v1/account/${path}`, { status: 200, body: '[]' });
  await fixture.parts.policies.put(
    policyWith({
      withdrawals: {
        USDT: { perInstruction: '50000', perDestination: { rolling: [{ windowMs: 7 * day, amount: '2000' }] } },
      },
    }),
  );
});
afterEach(() => fixture.close());

async function pay(id: string, destination: string, address = acmeAddress) {
  await fixture.parts.instructions.create(approved(withdrawal(id, { destination, address })));
  return (await releaseWithdrawal(fixture.parts, instructionId(id))).state;
}

async function revokeAndRelist(from: string, to: string, address = acmeAddress): Promise<void> {
  await fixture.parts.whitelist.change(from, (entry) => revoke(entry, stamp));
  await activeEntry(fixture.parts.whitelist, to, { kind: 'crypto', coin: 'USDT', chain: 'ETH', address });
}

describe('the limit of a destination is that of its account', () => {
  test('so a revoked address that is listed again under another id does not begin anew', async () => {
    await activeEntry(fixture.parts.whitelist, 'first', acme);
    expect(await pay('a', 'first')).toMatchObject({ status: 'sent' });
    await revokeAndRelist('first', 'second');
    expect(await pay('b', 'second')).toEqual(over);
  });

  test('however its address is written', async () => {
    await activeEntry(fixture.parts.whitelist, 'first', acme);
    await pay('a', 'first');
    const lower = acmeAddress.toLowerCase();
    await revokeAndRelist('first', 'second', lower);
    expect(await pay('b', 'second', lower)).toEqual(over);
  });
});

describe('what an earlier version entered for the id of a destination', () => {
  const put = (entries: readonly object[], hours: readonly object[] = []) =>
    fixture.ledger.table.put({
      pk: 'limit#USDT#first',
      version: 3,
      entries,
      hours,
      ...(entries.some((entry) => !('movedAt' in entry)) ? { open: 'limit', openSince: 'limit#USDT#first' } : {}),
    });
  const moved = () => ({ id: 'old#1', quantity: '900', movedAt: fixture.clock.now() - day });

  beforeEach(() => activeEntry(fixture.parts.whitelist, 'first', acme));

  test('goes on counting', async () => {
    await put([moved()]);
    expect(await pay('a', 'first')).toEqual(over);
  });

  test('goes on counting where the address is listed again', async () => {
    await put([moved()]);
    await revokeAndRelist('first', 'second');
    expect(await pay('a', 'second')).toEqual(over);
  });

  test('goes on counting where it was summed by the hour', async () => {
    await put([], [{ until: fixture.clock.now() - day, quantity: '900', count: 1 }]);
    expect(await pay('a', 'first')).toEqual(over);
  });

  test('counts once, and leaves the window at its time', async () => {
    await put([{ ...moved(), quantity: '700' }]);
    expect(await pay('a', 'first')).toMatchObject({ status: 'sent' });
    const { entries } = await fixture.parts.reservations.book(account);
    expect(entries.map(({ id }) => id)).toEqual(['old#1', 'a#1']);
    fixture.clock.advance(6.5 * day);
    const later = await fixture.parts.reservations.reserve(
      [{ ...account, limits: [{ windowMs: 7 * day, count: 2 }] }],
      { id: 'c#1', quantity: withdrawal().quantity },
      fixture.clock.now(),
    );
    expect(later).toBeUndefined();
  });

  test('for the same instruction does not stand in its own way', async () => {
    await put([{ id: 'a#1', quantity: '1250.5' }]);
    expect(await pay('a', 'first')).toMatchObject({ status: 'sent' });
  });

  test('in doubt is settled by the tick, in its own book too', async () => {
    await put([{ id: 'gone#1', quantity: '900' }]);
    const gone = approved(withdrawal('gone', { destination: 'first' }));
    await fixture.parts.instructions.create(gone);
    expect(await pay('a', 'first')).toEqual(over);
    fixture.clock.advance(8 * day);
    await tick(fixture.parts);
    expect((await fixture.parts.instructions.get(instructionId('gone')))?.state.status).toBe('expired');
    await tick(fixture.parts);
    const left = await fixture.parts.reservations.listInDoubt();
    expect(left.books).toEqual([]);
    expect(await fixture.ledger.table.get('limit#USDT#first')).toMatchObject({ entries: [] });
  });
});
