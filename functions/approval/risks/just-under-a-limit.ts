import type { Amount } from '../../shared/core/amount.ts';
import { windowName } from '../../shared/ledger/limits/window-name.ts';
import type { WithdrawalLimits } from '../../shared/ledger/policy/policy.ts';
import { isJustUnder } from './just-under.ts';
import type { Risk } from './risk-schema.ts';
import type { RiskRule } from './risk-subject.ts';

type Bound = NonNullable<Risk['limit']>;

const names: Readonly<Record<Bound['of'], string>> = {
  payment: 'One payment',
  'payment-to-a-destination': 'One payment to a destination',
  coin: 'A rolling limit of the coin',
  destination: 'A rolling limit of the destination',
};

/** As much as one payment may be. What earlier ones have left of a rolling limit is not looked at here. */
export const justUnderALimit: RiskRule = ({ content: { coin, quantity }, policy: { withdrawals } }) => {
  const limits = Object.hasOwn(withdrawals, coin) ? withdrawals[coin] : undefined;
  const limit = limits === undefined ? undefined : boundsOf(limits).find(({ atMost }) => isJustUnder(quantity, atMost));
  if (limit === undefined) return undefined;
  return { message: `${names[limit.of]} takes ${limit.atMost} ${coin} at the most.`, limit };
};

function boundsOf({ perInstruction, rolling, perDestination }: WithdrawalLimits): readonly Bound[] {
  return [
    ...one('payment', perInstruction),
    ...one('payment-to-a-destination', perDestination?.perInstruction),
    ...windows('coin', rolling),
    ...windows('destination', perDestination?.rolling ?? []),
  ];
}

const one = (of: Bound['of'], atMost: Amount | undefined): readonly Bound[] =>
  atMost === undefined ? [] : [{ of, atMost }];

const windows = (of: Bound['of'], rolling: WithdrawalLimits['rolling']): readonly Bound[] =>
  rolling.flatMap(({ amount, windowMs }) =>
    one(of, amount).map((bound) => ({ ...bound, window: windowName(windowMs) })),
  );
