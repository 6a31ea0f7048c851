import { smaller } from '../../../core/amount.ts';
import type { Funding } from '../funding.ts';
import type { Policy } from '../policy.ts';
import { ownValue } from './draft.ts';

/**
 * What both let be moved for withdrawals: accounts by what they are at the exchange, for a name may stand for another
 * one than before. Undefined where one of them lets nothing be moved, or moves it elsewhere.
 */
export function tighterFunding(inForce: Policy, proposed: Policy): Funding | undefined {
  const [a, b] = [inForce.funding, proposed.funding];
  if (a === undefined || b === undefined) return undefined;
  const isSameAccount = (name: string) => ownValue(inForce.accounts, name) === ownValue(proposed.accounts, name);
  if (a.to !== b.to || !isSameAccount(a.to)) return undefined;
  // A coin without settings is not moved. One that only one of both has could come back into the other's amounts.
  const isInBoth = (coin: string) => Object.hasOwn(inForce.coins, coin) && Object.hasOwn(proposed.coins, coin);
  const coins = Object.entries(a.maxPerTransfer).flatMap(([coin, most]) => {
    const other = ownValue(b.maxPerTransfer, coin);
    return other === undefined || !isInBoth(coin) ? [] : [[coin, smaller(most, other)] as const];
  });
  return {
    to: a.to,
    from: a.from.filter((name) => b.from.includes(name) && isSameAccount(name)),
    maxPerTransfer: Object.fromEntries(coins),
  };
}

/** The names of accounts that it needs. */
export function accountsOf(funding: Funding | undefined): readonly string[] {
  return funding === undefined ? [] : [funding.to, ...funding.from];
}
