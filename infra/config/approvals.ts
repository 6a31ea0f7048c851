import { compare } from '../../functions/shared/core/amount.ts';
import type { Flaw } from '../../functions/shared/core/errors.ts';
import type { CheckedTreasury } from './schema.ts';

/** That people exist who can approve what is to be approved, and that more money never needs fewer of them. */
export function checkApprovals(treasury: CheckedTreasury): Flaw[] {
  const coins = Object.keys(treasury.withdrawals);
  return [...checkPeople(treasury, coins.length > 0), ...coins.flatMap((coin) => checkTiers(treasury, coin))];
}

/** Who has to be there for a withdrawal to leave at all, and what could not be without them. */
const neededFor = [
  ['approver', 'no withdrawal could ever be approved'],
  ['whitelister', 'no destination could ever be confirmed'],
] as const;

function checkPeople({ roles }: CheckedTreasury, hasWithdrawals: boolean): Flaw[] {
  if (!hasWithdrawals) return [];
  return neededFor.flatMap(([role, without]) => {
    if (roles[role].length > 0) return [];
    return [{ field: `roles.${role}`, reason: `is empty, so that ${without}`, expected: 'at least one group' }];
  });
}

function checkTiers({ withdrawals, roles }: CheckedTreasury, coin: string): Flaw[] {
  const { approvals: tiers = [], perInstruction: most } = withdrawals[coin] ?? {};
  return tiers.flatMap(({ over, quorum, groups }, index) => {
    const path = `withdrawals.${coin}.approvals.${index}`;
    const flaws = groups
      .filter((group) => !roles.approver.includes(group))
      .map((group) => ({
        field: `${path}.groups`,
        reason: `${group} may not approve, so that nobody could ever satisfy this tier`,
        expected: `groups of roles.approver: ${roles.approver.join(', ') || 'it has none'}`,
      }));
    if (most !== undefined && compare(over, most) >= 0) {
      const reason = 'is not below the limit of one payment, so that the tier could never apply';
      flaws.push({ field: `${path}.over`, reason, expected: `less than perInstruction, which is ${most}` });
    }
    const lower = tiers.filter((tier) => compare(tier.over, over) < 0).map((tier) => tier.quorum);
    const least = Math.max(0, ...lower);
    if (quorum >= least) return flaws;
    const reason = 'is fewer people than a tier for less money asks for';
    return [...flaws, { field: `${path}.quorum`, reason, expected: `at least ${least}` }];
  });
}
