import { type Amount, compare, isZero, zero } from '../shared/core/amount.ts';
import type { FundingPlan } from '../shared/ledger/funding/funding-plan.ts';
import { lackOf } from '../shared/ledger/funding/lack.ts';
import type { ReasonCode } from '../shared/ledger/instruction/reasons.ts';

/** What was read in this run. */
export interface FundingBalances {
  /** What the account that it is taken from may move now. */
  readonly fromFree: Amount;
  /** What may leave now from the account that withdrawals leave from. */
  readonly toFree: Amount;
}

export type FundingDecision =
  | { readonly kind: 'move'; readonly quantity: Amount }
  /** Nothing moves for this withdrawal, now or later, and why. `quantity` is what it lacks. */
  | { readonly kind: 'nothing'; readonly reason: ReasonCode; readonly quantity: Amount }
  /** The account that it is to be taken from has less than is lacking. It may have enough later. */
  | { readonly kind: 'too-little' };

/**
 * What is moved for a withdrawal that needs `need`, with its fee: what it lacks, all of it or nothing.
 */
export function decideFunding(
  need: Amount,
  { fromFree, toFree }: FundingBalances,
  { most, decimals }: Pick<FundingPlan, 'most' | 'decimals'>,
): FundingDecision {
  const quantity = lackOf(need, toFree, decimals);
  if (isZero(quantity)) return { kind: 'nothing', reason: 'nothing-lacking', quantity: zero };
  if (compare(quantity, most) > 0) return { kind: 'nothing', reason: 'over-funding-limit', quantity };
  return compare(fromFree, quantity) < 0 ? { kind: 'too-little' } : { kind: 'move', quantity };
}
