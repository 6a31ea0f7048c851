import { isZero } from '../../shared/core/amount.ts';
import { isJustUnder } from './just-under.ts';
import type { RiskRule } from './risk-subject.ts';

/** Whoever splits a payment to stay with fewer approvers stays just under a tier. */
export const justUnderATier: RiskRule = ({ content: { coin, quantity }, policy: { withdrawals } }) => {
  const tiers = Object.hasOwn(withdrawals, coin) ? (withdrawals[coin]?.approvals ?? []) : [];
  const above = tiers.find(({ over }) => !isZero(over) && isJustUnder(quantity, over));
  if (above === undefined) return undefined;
  const groups = above.groups.length === 0 ? '' : `, among them one of each of: ${above.groups.join(', ')}`;
  return {
    message: `Over ${above.over} ${coin} it takes ${above.quorum} people${groups}.`,
    tier: { over: above.over, people: above.quorum, groups: above.groups },
  };
};
