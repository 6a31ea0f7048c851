import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { claimTick } from '../../../../../functions/shared/ledger/store/tick-starts.ts';
import { noon } from '../../../../support/clock.ts';
import { startWireLedger, type TestLedger } from '../../../../support/ledger.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startWireLedger();
});
afterAll(() => ledger.close());

test('of many events that ask for a tick at once one begins it, and ten seconds later another may', async () => {
  const claims = await Promise.all(Array.from({ length: 5 }, () => claimTick(ledger.table, noon)));
  expect(claims.filter((isClaimed) => isClaimed)).toHaveLength(1);
  expect(await claimTick(ledger.table, noon + 9_999)).toBe(false);
  expect(await claimTick(ledger.table, noon + 10_000)).toBe(true);
});
