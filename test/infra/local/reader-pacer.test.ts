import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { paceKey } from '../../../functions/shared/core/item-keys.ts';
import { paceMs } from '../../../functions/shared/exchange/client/pacer.ts';
import { createTablePacer } from '../../../functions/shared/runtime/table-pacer.ts';
import { createReaderPacer } from '../../../infra/local/reader-pacer.ts';
import { manualClock, noon } from '../../support/clock.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;

beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

test('who looks on beside a stack takes slots of its table from the start of it, and meets its blocks', async () => {
  const clock = manualClock();
  const reader = createReaderPacer(clock);
  expect([await reader.claim('query'), await reader.claim('query')]).toEqual([noon, noon + paceMs.query]);
  expect(await ledger.table.get(paceKey('read'))).toBeUndefined();

  reader.share(ledger.table);
  clock.advance(10_000);
  const tick = createTablePacer(ledger.table, 'read', clock);
  const slots = [await tick.claim('query'), await reader.claim('query'), await tick.claim('query')];
  expect(slots).toEqual([0, 1, 2].map((index) => (slots[0] ?? 0) + index * paceMs.query));

  await tick.block(clock.now() + 60_000, 'rate-limited');
  await expect(reader.claim('query')).rejects.toMatchObject({ code: 'rate-limited' });
});
