import type { Amount } from '../../core/amount.ts';
import type { AccountId } from '../../core/ids.ts';
import { ownValue } from '../policy/change/draft.ts';
import type { Policy } from '../policy/policy.ts';

/** What the policy says of the transfer that funds a withdrawal. */
export interface FundingPlan {
  readonly source: AccountId;
  readonly target: AccountId;
  /** The name of the account that withdrawals leave from. */
  readonly to: string;
  /** The most that may be moved. */
  readonly most: Amount;
  readonly decimals: number;
}

/** Undefined where the policy does not let this account fund withdrawals of the coin. */
export function findFundingPlan(
  { funding, accounts, coins }: Pick<Policy, 'funding' | 'accounts' | 'coins'>,
  { coin, fundFrom }: { readonly coin: string; readonly fundFrom: string },
): FundingPlan | undefined {
  if (funding === undefined || !funding.from.includes(fundFrom)) return undefined;
  const source = ownValue(accounts, fundFrom);
  const target = ownValue(accounts, funding.to);
  const most = ownValue(funding.maxPerTransfer, coin);
  const decimals = ownValue(coins, coin)?.decimals;
  if (source === undefined || target === undefined || most === undefined || decimals === undefined) return undefined;
  return source === target ? undefined : { source, target, to: funding.to, most, decimals };
}
