import { compare } from '../../functions/shared/core/amount.ts';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import type { CheckedTreasury } from './schema.ts';

/** That people exist who can approve what is to be approved, and that more money never needs fewer of them. */
export function checkApprovals(treasury: CheckedTreasury): Flaw[] {
  const coins = Object.keys(treasury.withdrawals);
  return [...checkApprovers(treasury, coins.length > 0), ...coins.flatMap((coin) => checkTiers(treasury, coin))];
}

function checkApprovers({ roles }: CheckedTreasury, hasWithdrawals: boolean): Flaw[] {
  if (!hasWithdrawals || roles.approver.length > 0) return [];
  const reason = 'is empty, so that no withdrawal could ever be approved';
  return [{ field: 'roles.approver', reason, expected: 'at least one group' }];
}

function checkTiers({ withdrawals, roles }: CheckedTreasury, coin: string): Flaw[] {
  const tiers = withdrawals[coin]?.approvals ?? [];
  return tiers.flatMap(({ over, quorum, groups }, index) => {
    const path = `withdrawals.${coin}.approvals.${index}`;
    const flaws = groups
      .filter((group) => !roles.approver.includes(group))
      .map((group) => ({
        field: `${path}.groups`,
        reason: `${group} may not approve, so that nobody could ever satisfy this tier`,
        expected: `groups of roles.approver: ${roles.approver.join(', ') || 'it has none'}`,
      }));
    const lower = tiers.filter((tier) => compare(tier.over, over) < 0).map((tier) => tier.quorum);
    const most = Math.max(0, ...lower);
    if (quorum >= most) return flaws;
    const reason = 'is fewer people than a tier for less money asks for';
    return [...flaws, { field: `${path}.quorum`, reason, expected: `at least ${most}` }];
  });
}
