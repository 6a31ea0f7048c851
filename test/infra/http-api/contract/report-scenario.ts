import { amount } from '../../../../functions/shared/core/amount.ts';
import { openAccountBalances } from '../../../../functions/shared/ledger/store/account-balances.ts';
import { custodyAccount, tradingAccount } from '../../../support/instructions.ts';
import type { TestApi } from './test-api.ts';

/** What people look up of the money as a whole: with an account that was read, and one that could not be. */
export async function runReportScenario({ call, ledger, readings }: TestApi): Promise<void> {
  const accounts = openAccountBalances(ledger.table);
  const readAt = Date.now();
  await readings.note('accounts', { readAt, value: { withdrawal: custodyAccount } });
  const usdt = { free: amount('250'), locked: amount('1'), total: amount('251') };
  await accounts.note(custodyAccount, readAt, { coins: { USDT: usdt }, unreadable: ['USD'] });
  await accounts.noteFailure(tradingAccount, readAt, 'exchange-unavailable');
  for (const target of ['/balances', '/forecast?days=2&movements=average', '/forecast?days=91']) {
    await call('olga', 'GET', target);
  }
}
