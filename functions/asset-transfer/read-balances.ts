import { type Amount, zero } from '../shared/core/amount.ts';
import type { AccountId } from '../shared/core/ids.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { type Balance, balances } from '../shared/exchange/endpoints/balances.ts';
import { findBalance } from '../shared/exchange/find-balance.ts';
import type { SweepBalances } from '../shared/ledger/sweeps/decide-sweep.ts';
import type { Report } from '../shared/runtime/report.ts';

export interface BalanceReader {
  readonly exchange: Pick<ExchangeClient, 'read'>;
  readonly report: Report;
}

/**
 * Reads both accounts in this very run. The target's balance is read only where the amount depends on it. A coin that
 * the answer does not list is one that the account has none of. An odd row of another coin is told and left out.
 */
export async function readSweepBalances(
  reader: BalanceReader,
  accounts: { readonly source: AccountId; readonly target: AccountId },
  coin: string,
  needsTarget: boolean,
): Promise<SweepBalances> {
  const fromFree = await readFree(reader, accounts.source, coin);
  if (!needsTarget) return { fromFree };
  const target = await balanceOf(reader, accounts.target, coin);
  return { fromFree, toTotal: target?.total ?? zero };
}

/** What one account may move of a coin, read now. */
export async function readFree(reader: BalanceReader, accountId: AccountId, coin: string): Promise<Amount> {
  return (await balanceOf(reader, accountId, coin))?.free ?? zero;
}

async function balanceOf(
  { exchange, report }: BalanceReader,
  accountId: AccountId,
  coin: string,
): Promise<Balance | undefined> {
  const list = await exchange.read(balances, { accountId });
  const unreadable = list.unreadable.length;
  if (unreadable > 0) report('the exchange has balances that cannot be read', { accountId, unreadable });
  return findBalance(list, coin);
}
