import { zero } from '../shared/core/amount.ts';
import type { AccountId } from '../shared/core/ids.ts';
import type { ExchangeClient } from '../shared/exchange/client/client.ts';
import { type Balance, balances } from '../shared/exchange/endpoints/balances.ts';
import type { SweepBalances } from './decide-sweep.ts';

/**
 * Reads both accounts in this very run. The target's balance is read only where the amount depends on it. A coin that
 * the answer does not list is one that the account has none of.
 */
export async function readSweepBalances(
  exchange: Pick<ExchangeClient, 'read'>,
  accounts: { readonly source: AccountId; readonly target: AccountId },
  coin: string,
  needsTarget: boolean,
): Promise<SweepBalances> {
  const source = await balanceOf(exchange, accounts.source, coin);
  const fromFree = source?.free ?? zero;
  if (!needsTarget) return { fromFree };
  const target = await balanceOf(exchange, accounts.target, coin);
  return { fromFree, toTotal: target?.total ?? zero };
}

async function balanceOf(
  exchange: Pick<ExchangeClient, 'read'>,
  accountId: AccountId,
  coin: string,
): Promise<Balance | undefined> {
  const all = await exchange.read(balances, { accountId });
  return all.find((balance) => balance.coin === coin);
}
