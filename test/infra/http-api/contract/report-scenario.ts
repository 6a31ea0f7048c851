import { amount } from '../../../../functions/shared/core/amount.ts';
import { statementNoteKey } from '../../../../functions/shared/core/item-keys.ts';
import { openAccountBalances } from '../../../../functions/shared/ledger/store/account-balances.ts';
import { notesMax } from '../../../../functions/shared/ledger/store/statement-notes.ts';
import { openStatementStore } from '../../../../functions/shared/ledger/store/statements.ts';
import { custodyAccount, tradingAccount } from '../../../support/instructions.ts';
import { balanced, statementDay, statementRow } from '../../../support/statements.ts';
import type { TestApi } from './test-api.ts';

/** What people look up of the money as a whole: with an account that was read, and one that could not be. */
export async function runReportScenario(testApi: TestApi): Promise<void> {
  const { call, ledger, readings } = testApi;
  const accounts = openAccountBalances(ledger.table);
  const readAt = Date.now();
  await readings.note('accounts', { readAt, value: { withdrawal: custodyAccount } });
  const usdt = { free: amount('250'), locked: amount('1'), total: amount('251') };
  await accounts.note(custodyAccount, readAt, { coins: { USDT: usdt }, unreadable: ['USD'] });
  await accounts.noteFailure(tradingAccount, readAt, 'exchange-unavailable');
  for (const target of ['/balances', '/forecast?days=2&movements=average', '/forecast?days=91']) {
    await call('olga', 'GET', target);
  }
  await callStatements(testApi);
}

async function callStatements({ call, ledger }: TestApi): Promise<void> {
  await putStatement(ledger.table);
  for (const query of ['from=2026-11-19&to=2026-11-21&rows=true&coin=USDT', 'from=2026-11-31', 'account=nobodys']) {
    await call('olga', 'GET', `/statements?${query}`);
  }
  const note = (row: string, text = 'a refund of the supplier', id = 'custody.2026-11-20') =>
    call('alice', 'POST', `/statements/${id}/notes`, { row, text });
  await note('1');
  await note('2');
  await note('3');
  await note('1', 'not\u200b seen');
  await note('1', 'a day that there is not', 'custody.2020-01-01');
  for (let number = 2; number <= notesMax; number += 1) {
    const pk = statementNoteKey('custody', '2026-11-20', number);
    await ledger.table.put({ pk, row: '1', text: `note ${number}`, by: 'alice@example.com', at: Date.now() });
  }
  await note('1', 'one more');
  await call('olga', 'GET', '/statements?account=custody&from=2026-11-20&to=2026-11-20');
}

/** A day of custody with two movements: one that nobody explains, and one of ours. */
export async function putStatement(table: TestApi['ledger']['table']): Promise<void> {
  const instruction = { id: 'inv-1', kind: 'withdrawal', requestedBy: 'alice@example.com', approvedBy: [] };
  const rows = [statementRow(), statementRow({ id: '2', type: 'withdraw', instruction })];
  const { kind: state, rows: own, ...day } = balanced(statementDay('2026-11-20'), { USDT: '0' }, rows);
  const written = { state, rowCount: own.length, digest: 'a'.repeat(64), objectKey: 'statements/custody/1' };
  await openStatementStore(table).putStatement({ ...day, ...written }, own);
}
