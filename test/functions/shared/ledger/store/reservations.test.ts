import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { amount } from '../../../../../functions/shared/core/amount.ts';
import type { LimitedBook } from '../../../../../functions/shared/ledger/limits/limited-books.ts';
import { openReservations, type Reservations } from '../../../../../functions/shared/ledger/store/reservations.ts';
import type { Table, Update } from '../../../../../functions/shared/ledger/store/table.ts';
import { noon } from '../../../../support/clock.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';

let ledger: TestLedger;
let reservations: Reservations;
let coin = '';
let count = 0;
beforeAll(async () => {
  ledger = await startWireLedger();
  reservations = openReservations(ledger.table);
});
afterAll(() => ledger.close());
beforeEach(() => {
  count += 1;
  coin = `C${count}`;
});

const windowMs = 86_400_000;
const hundred = { windowMs, amount: amount('100') };
const entry = (id: string, quantity = '40') => ({ id, quantity: amount(quantity) });
/** The books of a withdrawal: at most 100 of the coin, and what is said of each destination. */
const books = (account = 'ETH#acme', ofDestination: LimitedBook['limits'] = []): LimitedBook[] => [
  { coin, account, limits: ofDestination },
  { coin, limits: [hundred] },
];
const reserve = (id: string, quantity?: string) => reservations.reserve(books(), entry(id, quantity), noon);
const inDoubt = async (account?: string) => [
  ...(await reservations.inDoubt(account === undefined ? { coin } : { coin, account })),
];

/** Fails the n-th write, from 1, as a function that crashes there. */
function crashingAt(nth: number): Reservations {
  let writes = 0;
  const update = (pk: string, what: Update) => {
    writes += 1;
    return writes === nth ? Promise.reject(new Error('crashed')) : ledger.table.update(pk, what);
  };
  return openReservations({ ...ledger.table, update });
}

describe('reservations under a limit', () => {
  test('of many who come at once are given out up to the limit, and to no more', async () => {
    const results = await Promise.all(['a#1', 'b#1', 'c#1', 'd#1', 'e#1'].map((id) => reserve(id)));
    expect(results.filter((result) => result === undefined)).toHaveLength(2);
    expect(results.filter((result) => result === 'over-rolling-limit')).toHaveLength(3);
    expect(await inDoubt()).toHaveLength(2);
    expect((await inDoubt('ETH#acme')).sort()).toEqual((await inDoubt()).sort());
  });

  test('are settled or given back in each book, and it may be said twice', async () => {
    await reserve('a#1');
    await reserve('b#1');
    const settlements = [
      { kind: 'moved', id: 'a#1', movedAt: noon },
      { kind: 'free', id: 'b#1' },
    ] as const;
    await reservations.apply(books(), settlements);
    await reservations.apply(books(), settlements);
    expect([await inDoubt(), await inDoubt('ETH#acme')]).toEqual([[], []]);
    expect(await reserve('c#1', '60')).toBeUndefined();
    expect(await reserve('d#1', '0.000001')).toBe('over-rolling-limit');
  });

  test('of one coin say nothing of another', async () => {
    await reserve('a#1', '100');
    const other = [{ coin: `${coin}X`, limits: [hundred] }];
    expect(await reservations.reserve(other, entry('b#1', '100'), noon)).toBeUndefined();
  });

  test('are taken once where the answer to the write was lost and the SDK wrote again', async () => {
    const { table } = ledger;
    const lossy: Table = {
      ...table,
      update: async (...args) => (await table.update(...args)) && table.update(...args),
    };
    expect(await openReservations(lossy).reserve(books(), entry('a#1'), noon)).toBeUndefined();
    expect([await inDoubt(), await inDoubt('ETH#acme')]).toEqual([['a#1'], ['a#1']]);
  });

  test('that somebody else has changed are not believed', async () => {
    await reserve('a#1');
    const change = {
      set: { entries: [{ id: 'a#1', quantity: '-40' }] },
      condition: 'attribute_exists(pk)',
      values: {},
    };
    await ledger.table.update(`limit#${coin}`, change);
    await expect(reserve('b#1')).rejects.toMatchObject({ code: 'item-corrupt' });
    const { corrupt } = await reservations.listInDoubt();
    expect(corrupt.map(({ message }) => message)).toEqual([expect.stringContaining(`limit#${coin} `)]);
    await ledger.table.update(`limit#${coin}`, { ...change, set: { entries: [] }, remove: ['open', 'openSince'] });
  });
});

describe('reservations in two books', () => {
  const two = [{ windowMs, count: 2 }];

  test('are limited by destination: another destination is not concerned', async () => {
    const to = (destination: string, id: string) =>
      reservations.reserve(books(destination, two), entry(id, '10'), noon);
    expect([await to('ETH#acme', 'a#1'), await to('ETH#acme', 'b#1')]).toEqual([undefined, undefined]);
    expect(await to('ETH#acme', 'c#1')).toBe('over-destination-limit');
    expect(await to('tron', 'd#1')).toBeUndefined();
    expect(await inDoubt()).toEqual(['a#1', 'b#1', 'd#1']);
  });

  test('are both taken or none: who finds the coin full has none at the destination', async () => {
    await reserve('a#1', '90');
    expect(await reserve('b#1', '20')).toBe('over-rolling-limit');
    expect(await inDoubt('ETH#acme')).toEqual(['a#1']);
    const counted = [
      { coin, account: 'ETH#acme', limits: [] },
      { coin, limits: [{ windowMs, count: 1 }] },
    ];
    expect(await reservations.reserve(counted, entry('b#1', '1'), noon)).toBe('over-count-limit');
    expect(await inDoubt('ETH#acme')).toEqual(['a#1']);
  });

  test.each([1, 2])('of a taker that crashed at its write %i are taken whole by the next one', async (nth) => {
    await expect(crashingAt(nth).reserve(books(), entry('a#1'), noon)).rejects.toThrow('crashed');
    expect(await reserve('a#1')).toBeUndefined();
    expect([await inDoubt(), await inDoubt('ETH#acme')]).toEqual([['a#1'], ['a#1']]);
  });

  test('half taken by a crash are found, and given back', async () => {
    await expect(crashingAt(2).reserve(books(), entry('half#1'), noon)).rejects.toThrow('crashed');
    const { books: found } = await reservations.listInDoubt();
    expect(found.some(({ inDoubt: places }) => places.has('half#1'))).toBe(true);
    await reservations.apply(books(), [{ kind: 'unused', id: 'half#1' }]);
    const { books: left } = await reservations.listInDoubt();
    expect(left.some(({ inDoubt: places }) => places.has('half#1'))).toBe(false);
  });

  test.each([1, 2])('half noted by a crash at write %i are noted whole by who says it again', async (nth) => {
    await reserve('a#1');
    const moved = [{ kind: 'moved', id: 'a#1', movedAt: noon }] as const;
    await expect(crashingAt(nth).apply(books(), moved)).rejects.toThrow('crashed');
    await reservations.apply(books(), moved);
    expect([await inDoubt(), await inDoubt('ETH#acme')]).toEqual([[], []]);
    expect(await reserve('b#1', '60')).toBeUndefined();
    expect(await reserve('c#1', '1')).toBe('over-rolling-limit');
  });

  test('are taken up in both, or nothing leaves', async () => {
    await reserve('a#1');
    expect(await reservations.confirm(books(), 'a#1', noon)).toBe(true);
    await reserve('b#1');
    await reservations.apply([{ coin }], [{ kind: 'unused', id: 'b#1' }]);
    expect(await reservations.confirm(books(), 'b#1', noon)).toBe(false);
    await reservations.apply(books(), [{ kind: 'free', id: 'b#1' }]);
    expect([await inDoubt(), await inDoubt('ETH#acme')]).toEqual([['a#1'], ['a#1']]);
  });

  test('that leave are not given back by whoever thinks them unused, in neither book', async () => {
    await reserve('a#1');
    await reservations.confirm(books(), 'a#1', noon);
    await reservations.apply(books(), [{ kind: 'unused', id: 'a#1' }]);
    expect([await inDoubt(), await inDoubt('ETH#acme')]).toEqual([['a#1'], ['a#1']]);
  });

  test('count under a limit for the destination that comes into force later', async () => {
    await reserve('a#1', '10');
    await reserve('b#1', '10');
    await reservations.apply(books(), [{ kind: 'moved', id: 'a#1', movedAt: noon }]);
    expect(await reservations.reserve(books('ETH#acme', two), entry('c#1', '10'), noon)).toBe('over-destination-limit');
    expect(await reservations.confirm(books('ETH#acme', [{ windowMs, count: 1 }]), 'b#1', noon)).toBe(false);
  });

  test('of twenty who come at once to three destinations are as many as every limit allows', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `w${index}#1`);
    const destinationOf = (id: string) => `d${ids.indexOf(id) % 3}`;
    const results = await Promise.allSettled(
      ids.map((id) => reservations.reserve(books(destinationOf(id), two), entry(id, '20'), noon)),
    );
    const taken = ids.filter((_, index) => isTaken(results[index]));
    expect(taken.length).toBeLessThanOrEqual(5);
    for (const each of ['d0', 'd1', 'd2']) {
      expect(taken.filter((id) => destinationOf(id) === each).length).toBeLessThanOrEqual(2);
    }
    const places = await inDoubt();
    expect(taken.every((id) => places.includes(id))).toBe(true);
    expect(places.length).toBeLessThanOrEqual(5);
  });

  const isTaken = (result: PromiseSettledResult<unknown> | undefined) =>
    result?.status === 'fulfilled' && result.value === undefined;
});

describe('a book from before withdrawals were counted', () => {
  const put = (until: number) =>
    ledger.table.put({
      pk: `limit#${coin}`,
      version: 7,
      entries: [{ id: 'old#1', quantity: '1', movedAt: noon }],
      hours: [{ until, quantity: '30' }],
    });
  const counted = (most: number) => [{ coin, limits: [hundred, { windowMs, count: most }] }];

  test('counts an hour as more than any limit takes, until the hour is out of the window', async () => {
    await put(noon - 3_600_000);
    expect(await reservations.reserve(counted(100_000), entry('a#1', '60'), noon)).toBe('over-count-limit');
    await put(noon - windowMs);
    expect(await reservations.reserve(counted(2), entry('a#1', '60'), noon)).toBeUndefined();
  });

  test('still counts its amounts exactly', async () => {
    await put(noon);
    expect(await reserve('a#1', '69')).toBeUndefined();
    expect(await reserve('b#1', '0.000001')).toBe('over-rolling-limit');
  });
});
