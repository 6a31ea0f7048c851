import type { Amount } from '../../shared/core/amount.ts';
import type { WithdrawalLimits } from '../../shared/ledger/policy/policy.ts';
import { isJustUnder } from './just-under.ts';
import type { RiskRule } from './risk-subject.ts';

/** As much as one payment may be. What earlier ones have left of a rolling limit is not looked at here. */
export const justUnderALimit: RiskRule = ({ content: { coin, quantity }, policy: { withdrawals } }) => {
  const limits = Object.hasOwn(withdrawals, coin) ? withdrawals[coin] : undefined;
  const near = limits === undefined ? undefined : boundsOf(limits).find(({ most }) => isJustUnder(quantity, most));
  return near === undefined ? undefined : `${near.what} takes ${near.most} ${coin} at the most.`;
};

interface Bound {
  readonly what: string;
  readonly most: Amount;
}

function boundsOf({ perInstruction, rolling, perDestination }: WithdrawalLimits): readonly Bound[] {
  const windows = (what: string, of: WithdrawalLimits['rolling']): readonly Bound[] =>
    of.flatMap(({ amount }) => (amount === undefined ? [] : [{ what, most: amount }]));
  const ofDestination = perDestination?.perInstruction;
  return [
    { what: 'One payment', most: perInstruction },
    ...(ofDestination === undefined ? [] : [{ what: 'One payment to a destination', most: ofDestination }]),
    ...windows('A rolling limit of the coin', rolling),
    ...windows('A rolling limit of the destination', perDestination?.rolling ?? []),
  ];
}
