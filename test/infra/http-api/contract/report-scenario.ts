import { amount } from '../../../../functions/shared/core/amount.ts';
import { statementNoteKey } from '../../../../functions/shared/core/item-keys.ts';
import { openAccountBalances } from '../../../../functions/shared/ledger/store/account-balances.ts';
import { notesMax } from '../../../../functions/shared/ledger/store/statement-notes.ts';
import { openStatementStore } from '../../../../functions/shared/ledger/store/statements.ts';
import { datesOf } from '../../../../functions/shared/statements/close/build-month.ts';
import { recentMonths } from '../../../../functions/shared/statements/close/recent-months.ts';
import { acmeAddress, custodyAccount, tradingAccount } from '../../../support/instructions.ts';
import { balanced, statementDay, statementRow } from '../../../support/statements.ts';
import type { Person, TestApi } from './test-api.ts';

/** What people look up of the money as a whole: with an account that was read, and one that could not be. */
export async function runReportScenario(testApi: TestApi): Promise<void> {
  const { call, ledger, readings } = testApi;
  const accounts = openAccountBalances(ledger.table);
  const readAt = Date.now();
  await readings.note('accounts', { readAt, value: { withdrawal: custodyAccount } });
  const usdt = { free: amount('250'), locked: amount('1'), total: amount('251') };
  await accounts.note(custodyAccount, readAt, { coins: { USDT: usdt }, unreadable: ['USD'] });
  await accounts.noteFailure(tradingAccount, readAt, 'exchange-unavailable');
  for (const target of ['/balances', '/limits', '/health', '/forecast?days=2&movements=average', '/forecast?days=91']) {
    await call('olga', 'GET', target);
  }
  await callStatements(testApi);
  await callMonths(testApi);
}

async function callStatements({ call, ledger }: TestApi): Promise<void> {
  await putStatement(ledger.table);
  for (const query of ['from=2020-11-19&to=2020-11-21&rows=true&coin=USDT', 'from=2026-11-31', 'account=nobodys']) {
    await call('olga', 'GET', `/statements?${query}`);
  }
  const note = (row: string, text = 'a refund of the supplier', id = 'custody.2020-11-20') =>
    call('alice', 'POST', `/statements/${id}/notes`, { row, text });
  await note('1');
  await note('2');
  await note('3');
  await note('1', 'not\u200b seen');
  await note('1', 'a day that there is not', 'custody.2020-01-01');
  for (let number = 2; number <= notesMax; number += 1) {
    const pk = statementNoteKey('custody', '2020-11-20', number);
    await ledger.table.put({ pk, row: '1', text: `note ${number}`, by: 'alice@example.com', at: Date.now() });
  }
  await note('1', 'one more');
  await call('olga', 'GET', '/statements?account=custody&from=2020-11-20&to=2020-11-20');
}

async function callMonths({ call, ledger }: TestApi): Promise<void> {
  const month = await putClosableMonth(ledger.table);
  for (const each of [month, 'nope']) await call('olga', 'GET', `/statements/months/${each}`);
  const digestOf = async (of: string) => (await call('olga', 'GET', `/statements/months/${of}`)).body.digest;
  const sign = (person: Person, digest: unknown, of = month) =>
    call(person, 'POST', `/statements/months/${of}/sign-offs`, { digest });
  const digest = await digestOf(month);
  await sign('bob', 'f'.repeat(64));
  await sign('bob', digest, '2020-01');
  const [before = ''] = recentMonths(Date.now());
  await sign('bob', await digestOf(before), before);
  await sign('bob', digest);
  await sign('carol', digest);
  await sign('wanda', digest);
  await call('alice', 'POST', `/statements/custody.${month}-28/notes`, { row: '1', text: 'too late' });
}

/** The month before this one: each account was first watched on its 28th day, and every day since is stated. */
export async function putClosableMonth(table: TestApi['ledger']['table']): Promise<string> {
  const month = recentMonths(Date.now()).at(-1) ?? '';
  const store = openStatementStore(table);
  for (const account of ['trading', 'custody']) {
    for (const date of datesOf(month).slice(27)) {
      const rows = date.endsWith('-28') && account === 'custody' ? [statementRow({ depositAddress: acmeAddress })] : [];
      const { kind: state, rows: own, ...day } = balanced(statementDay(date, { account }), { USDT: '0' }, rows);
      const link = date.endsWith('-28') ? {} : { previous: 'b'.repeat(64) };
      const written = { state, rowCount: own.length, digest: 'a'.repeat(64), objectKey: `statements/${account}/1` };
      await store.putStatement({ ...day, ...link, ...written }, own);
    }
  }
  return month;
}

/** A day of custody with two movements: one that nobody explains, and one of ours. */
export async function putStatement(table: TestApi['ledger']['table']): Promise<void> {
  const instruction = { id: 'inv-1', kind: 'withdrawal', requestedBy: 'alice@example.com', approvedBy: [] };
  const rows = [statementRow(), statementRow({ id: '2', type: 'withdraw', instruction })];
  const { kind: state, rows: own, ...day } = balanced(statementDay('2020-11-20'), { USDT: '0' }, rows);
  const written = { state, rowCount: own.length, digest: 'a'.repeat(64), objectKey: 'statements/custody/1' };
  await openStatementStore(table).putStatement({ ...day, ...written }, own);
}
