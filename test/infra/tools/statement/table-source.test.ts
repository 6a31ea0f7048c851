import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openStatementStore } from '../../../../functions/shared/ledger/store/statements.ts';
import { tableSource } from '../../../../infra/tools/statement/table-source.ts';
import { startLedger, type TestLedger } from '../../../support/ledger.ts';
import { balanced, statementDay, statementRow } from '../../../support/statements.ts';
import { exampleDay } from './support/example-day.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.close());

const written = { digest: 'ab'.repeat(32), objectKey: 'statements/custody/day.jsonl' };

test('the table has days that are complete, provisional, lost and missing', async () => {
  const store = openStatementStore(ledger.table);
  const rows = Array.from({ length: 450 }, (_, at) => statementRow({ id: String(at + 1) }));
  const large = balanced(statementDay('2026-11-19'), { USDT: '0' }, rows);
  const { kind: _kind, rows: _rows, ...summary } = large;
  await store.putStatement({ ...summary, ...written, state: 'complete', rowCount: 450 }, rows);

  const { kind: _complete, rows: some, madeAt: readAt, ...open } = exampleDay;
  await store.putStatement({ ...open, state: 'provisional', readAt, rowCount: some.length }, some);

  const lost = { ...statementDay('2026-11-21'), madeAt: 5, reason: 'too old' };
  await store.putStatement({ ...lost, ...written, state: 'lost' }, []);

  const { read, accounts } = tableSource(ledger.table, ['custody']);
  expect(accounts).toEqual(['custody']);
  expect(await read('custody', '2026-11-19')).toEqual(large);
  expect(await read('custody', '2026-11-20')).toEqual({ ...open, kind: 'provisional', readAt, rows: some });
  expect(await read('custody', '2026-11-21')).toEqual({ ...lost, kind: 'lost' });
  expect(await read('custody', '2026-11-22')).toEqual({ kind: 'missing', account: 'custody', date: '2026-11-22' });
});
