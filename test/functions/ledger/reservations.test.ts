import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../functions/base/amount.ts';
import { openReservations, type Reservations } from '../../../functions/ledger/store/reservations.ts';
import type { Table } from '../../../functions/ledger/store/table.ts';
import { noon } from '../../support/clock.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
let reservations: Reservations;
let coin = '';
let count = 0;
beforeAll(async () => {
  ledger = await startLedger();
  reservations = openReservations(ledger.table);
});
afterAll(() => ledger.close());
beforeEach(() => {
  count += 1;
  coin = `C${count}`;
});

const limits = [{ windowMs: 86_400_000, amount: amount('100') }];
const entry = (id: string, quantity = '40') => ({ id, quantity: amount(quantity) });
const take = (id: string, quantity?: string) => reservations.reserve(coin, entry(id, quantity), limits, noon);

describe('places under a limit', () => {
  test('of many who come at once are given out up to the limit, and to no more', async () => {
    const results = await Promise.all(['a#1', 'b#1', 'c#1', 'd#1', 'e#1'].map((id) => take(id)));
    expect(results.filter((result) => result === 'reserved')).toHaveLength(2);
    expect((await reservations.inDoubt(coin)).size).toBe(2);
  });

  test('are settled or given back, and it may be said twice', async () => {
    await take('a#1');
    await take('b#1');
    const settlements = [
      { kind: 'moved', id: 'a#1', movedAt: noon },
      { kind: 'free', id: 'b#1' },
    ] as const;
    await reservations.apply(coin, settlements);
    await reservations.apply(coin, settlements);
    expect(await reservations.inDoubt(coin)).toEqual(new Set());
    expect(await take('c#1', '60')).toBe('reserved');
    expect(await take('d#1', '0.000001')).toBe('over-limit');
  });

  test('of one coin say nothing of another', async () => {
    await take('a#1', '100');
    expect(await reservations.reserve(`${coin}X`, entry('b#1', '100'), limits, noon)).toBe('reserved');
  });

  test('are taken once where the answer to the write was lost and the SDK wrote again', async () => {
    const { table } = ledger;
    const lossy: Table = {
      ...table,
      update: async (...args) => (await table.update(...args)) && table.update(...args),
    };
    expect(await openReservations(lossy).reserve(coin, entry('a#1'), limits, noon)).toBe('reserved');
    expect(await reservations.inDoubt(coin)).toEqual(new Set(['a#1']));
  });

  test('that somebody else has changed are not believed', async () => {
    await take('a#1');
    const change = {
      set: { entries: [{ id: 'a#1', quantity: '-40' }] },
      condition: 'attribute_exists(pk)',
      values: {},
    };
    await ledger.table.update(`limit#${coin}`, change);
    await expect(take('b#1')).rejects.toMatchObject({ code: 'item-corrupt' });
  });
});
