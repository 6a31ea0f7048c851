import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { policyHistoryPage } from '../../../functions/instructions/policy-history.ts';
import { eventsMax } from '../../../functions/shared/ledger/policy/policy-state.ts';
import { openPolicyHistory } from '../../../functions/shared/ledger/store/policy-history.ts';
import { openPolicyStore } from '../../../functions/shared/ledger/store/policy-store.ts';
import { openPolicyWriter } from '../../../functions/shared/ledger/store/policy-writer.ts';
import { manualClock, noon } from '../../support/clock.ts';
import { countedTable } from '../../support/counted-table.ts';
import { policyWith } from '../../support/instructions.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

const changes = eventsMax + 4;
const limit = (perInstruction: number) =>
  policyWith({ withdrawals: { USDT: { perInstruction: `${perInstruction}` } } });
const clock = manualClock();
let ledger: TestLedger;

beforeAll(async () => {
  ledger = await startLedger();
  const writer = openPolicyWriter(ledger.table, clock);
  for (let round = 0; round < changes; round += 1) {
    await writer.propose(limit(1_000 - round), 'deploy');
    clock.advance(1_000);
  }
  await writer.propose(limit(5_000), 'deploy');
  await writer.veto('olga@example.com');
});
afterAll(() => ledger.close());

const corrupt: string[] = [];

async function page(after?: string) {
  const table = countedTable(ledger.table);
  const state = await openPolicyStore(ledger.table, clock).read();
  const query = after === undefined ? {} : { after };
  const found = await policyHistoryPage(openPolicyHistory(table), state, query, ({ key }) => corrupt.push(key));
  return { ...found, reads: table.takeReads() };
}

describe('the history of the policy', () => {
  test('has all of it, with the values before and after, also what its item has no more room for', async () => {
    const first = await page();
    const second = await page(first.next);
    const all = [...first.events, ...second.events];
    expect(second.next).toBeUndefined();
    expect(all.map(({ number }) => number)).toEqual(
      Array.from({ length: changes + 2 }, (_, index) => changes + 2 - index),
    );
    const path = 'withdrawals.USDT.perInstruction';
    expect(all.at(-2)).toEqual({
      number: 2,
      what: 'tightened',
      by: 'deploy',
      at: new Date(noon + 1_000).toISOString(),
      paths: [path],
      changes: [{ path, before: '1000', after: '999' }],
    });
    expect(all.at(-1)?.changes).toContainEqual({ path: 'approvalExpiryMs', after: '86400000' });
  });

  test('says who vetoed what', async () => {
    const [vetoed, proposed] = (await page()).events;
    const values = { before: '5000', after: `${1_000 - changes + 1}` };
    expect(vetoed).toMatchObject({ what: 'vetoed', by: 'olga@example.com', changes: [values] });
    expect(proposed).toMatchObject({ what: 'loosening-proposed', by: 'deploy', changes: [{ after: '5000' }] });
  });

  test('reads at most three items for each that it shows', async () => {
    const { events, reads } = await page('21');
    expect(events).toHaveLength(20);
    expect(reads).toBeLessThanOrEqual(3 * events.length);
  });

  test('shows what an earlier version kept no values of without them', async () => {
    const state = await openPolicyStore(ledger.table, clock).read();
    const events = state.events.map(({ before: _before, after: _after, ...event }) => event);
    const found = await policyHistoryPage(openPolicyHistory(ledger.table), { ...state, events }, {}, () => undefined);
    expect(found.events[0]).not.toHaveProperty('changes');
  });

  test('leaves out what is not as it was written, says so, and shows the rest', async () => {
    const items = await ledger.dump();
    const [snapshot] = items.filter(({ pk }) => String(pk).startsWith('policy-snapshot#'));
    const [event] = items.filter(({ pk }) => String(pk).startsWith('policy-event#'));
    await ledger.table.put({ pk: String(snapshot?.pk), policy: {} });
    await ledger.table.put({ pk: String(event?.pk), event: {} });
    const numbers: number[] = [];
    const unreadable: number[] = [];
    for (let after: string | undefined = String(1_000); after !== undefined; ) {
      const shown = await page(after);
      numbers.push(...shown.events.map(({ number }) => number));
      unreadable.push(...(shown.unreadable ?? []));
      after = shown.next;
    }
    expect(unreadable).toEqual([Number(String(event?.pk).split('#')[1])]);
    expect(numbers).toHaveLength((numbers[0] ?? 0) - 1);
    for (const item of [snapshot, event]) await ledger.table.put({ pk: '', ...item });
    expect(new Set(corrupt)).toEqual(new Set([snapshot?.pk, event?.pk]));
  });
});
