import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../../../functions/shared/core/clock.ts';
import { paceKey } from '../../../../functions/shared/core/item-keys.ts';
import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { createTablePacer } from '../../../../functions/shared/runtime/table-pacer.ts';
import { noon } from '../../../support/clock.ts';
import { startLedger, type TestLedger } from '../../../support/ledger.ts';

let ledger: TestLedger;
let now: number;
/** When each claim came through. */
let moments: number[];

beforeEach(async () => {
  ledger = await startLedger();
  now = noon;
  moments = [];
});
afterEach(() => ledger.close());

/** All instances live at one moment: what one of them sleeps, it only notes. */
const clock: Clock = {
  now: () => now,
  sleep: async (ms) => {
    moments.push(now + ms);
  },
};
const instance = (key: 'read' | 'transfer' = 'transfer') => createTablePacer(ledger.table, key, clock);

describe('slots of one key', () => {
  test('are a second apart, however many instances ask at the same time', async () => {
    await Promise.all(Array.from({ length: 8 }, () => instance().claim('transfer')));
    // The first one goes at once and does not sleep.
    const slots = [noon, ...moments].sort((a, b) => a - b);
    expect(slots).toEqual(Array.from({ length: 8 }, (_, index) => noon + index * paceMs.transfer));
  });

  test('are counted apart for queries and transfers, and for each key', async () => {
    await instance().claim('transfer');
    await instance().claim('query');
    await instance('read').claim('query');
    expect(moments).toEqual([]);
  });

  test('are not waited for when they are far away: nothing was sent, and the message comes again', async () => {
    for (let each = 0; each < 9; each += 1) await instance().claim('transfer');
    await expect(instance().claim('transfer')).rejects.toMatchObject({ code: 'rate-limited' });
    now += 5_000;
    await instance().claim('transfer');
  });
});

describe('a version of the key that is not in force', () => {
  const onTrial = () => createTablePacer(ledger.table, 'transfer', clock, { marksUse: false });
  const item = () => ledger.table.get(paceKey('transfer'));

  test('takes its slots from the same item, and meets the same blocks', async () => {
    await instance().claim('query');
    await onTrial().claim('query');
    expect(moments).toEqual([noon + paceMs.query]);
    await onTrial().block(noon + 60_000, 'rate-limited');
    await expect(instance().claim('transfer')).rejects.toMatchObject({ code: 'rate-limited' });
  });

  test('is no use of the key', async () => {
    await onTrial().claim('query');
    expect(await item()).not.toHaveProperty('usedAt');
    now += 60_000;
    await instance().claim('query');
    now += 60_000;
    await onTrial().claim('query');
    expect(await item()).toHaveProperty('usedAt', noon + 60_000);
  });
});

describe('a block', () => {
  test('after 429 holds this key back in every instance, and no other', async () => {
    await instance().block(noon + 60_000, 'rate-limited');
    await expect(instance().claim('query')).rejects.toMatchObject({ code: 'rate-limited', retryAt: noon + 60_000 });
    await instance('read').claim('query');
    now += 60_000;
    await instance().claim('query');
  });

  test('after 418 holds every key back, and a shorter one does not shorten it', async () => {
    await instance().block(noon + 600_000, 'ip-banned');
    await instance('read').block(noon + 60_000, 'rate-limited');
    now += 60_000;
    await expect(instance('read').claim('query')).rejects.toMatchObject({ code: 'ip-banned', retryAt: noon + 600_000 });
  });

  test('holds back the instance that met it even when the table does not answer', async () => {
    const met = instance();
    await ledger.close();
    await met.block(noon + 60_000, 'rate-limited');
    await expect(met.claim('query')).rejects.toMatchObject({ code: 'rate-limited' });
    ledger = await startLedger();
  });
});
