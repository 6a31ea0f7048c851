import { type Amount, compare } from '../../../core/amount.ts';
import type { ApprovalTier } from '../policy.ts';

/** So many people are the most that a tier may ask for. */
const quorumMax = 10;

/**
 * Tiers that ask for everything that either of both lists asks for, whatever the quantity. Undefined where that would
 * be more people than a tier may have: then nobody can approve.
 */
export function tighterApprovals(
  a: readonly ApprovalTier[],
  b: readonly ApprovalTier[],
): readonly ApprovalTier[] | undefined {
  const overs = [...new Set([...a, ...b].map(({ over }) => over))].toSorted(compare);
  const tiers: ApprovalTier[] = [];
  for (const over of overs) {
    const tier = both(over, tierFrom(a, over), tierFrom(b, over));
    if (tier.quorum > quorumMax) return undefined;
    const isInBoth = [a, b].every((list) => list.some((each) => each.over === over));
    if (isInBoth || !asksTheSame(tier, tiers.at(-1))) tiers.push(tier);
  }
  return tiers;
}

/** The tier for a quantity that is just over `over`. */
function tierFrom(tiers: readonly ApprovalTier[], over: Amount): ApprovalTier | undefined {
  const reached = tiers.filter((tier) => compare(tier.over, over) <= 0);
  return reached.toSorted((a, b) => compare(a.over, b.over)).at(-1);
}

function both(over: Amount, a: ApprovalTier | undefined, b: ApprovalTier | undefined): ApprovalTier {
  const groups = [...new Set([...(a?.groups ?? []), ...(b?.groups ?? [])])];
  const asksForPasskeys = a?.passkeys === true || b?.passkeys === true;
  // Each group needs a person of its own.
  const quorum = Math.max(1, a?.quorum ?? 1, b?.quorum ?? 1, groups.length);
  return { over, quorum, groups, ...(asksForPasskeys ? { passkeys: true } : {}) };
}

function asksTheSame(tier: ApprovalTier, below: ApprovalTier | undefined): boolean {
  if (below === undefined || below.quorum !== tier.quorum || below.groups.length !== tier.groups.length) return false;
  if (below.passkeys !== tier.passkeys) return false;
  return tier.groups.every((group) => below.groups.includes(group));
}
