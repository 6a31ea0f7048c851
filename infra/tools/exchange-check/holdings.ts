import { type Amount, amount, compare } from '../../../functions/shared/core/amount.ts';
import { isTreasuryError } from '../../../functions/shared/core/errors.ts';
import { balances } from '../../../functions/shared/exchange/endpoints/balances.ts';
import { findBalance } from '../../../functions/shared/exchange/find-balance.ts';
import type { ExchangeCheckDependencies } from './dependencies.ts';
import type { Proposal } from './proposal.ts';

/** What both accounts hold of a coin. */
export interface Holdings {
  readonly from: Amount;
  readonly to: Amount;
}

/** Undefined where the balances cannot be read just now. */
export async function totalsOf(
  { transfers }: Pick<ExchangeCheckDependencies, 'transfers'>,
  { coin, from, to }: Proposal,
): Promise<Holdings | undefined> {
  const totalIn = async (accountId: Proposal['from']['id']) => {
    const held = await transfers.read(balances, { accountId });
    return findBalance(held, coin)?.total ?? amount('0');
  };
  try {
    return { from: await totalIn(from.id), to: await totalIn(to.id) };
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    return undefined;
  }
}

/** Where one is not known, they are not the same. */
export function areSameHoldings(a: Holdings | undefined, b: Holdings | undefined): boolean {
  return a !== undefined && b !== undefined && compare(a.from, b.from) === 0 && compare(a.to, b.to) === 0;
}
