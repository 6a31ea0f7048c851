import { type Amount, compare, isZero, percent, roundDown, smaller, subtractToZero, zero } from '../../core/amount.ts';
import type { ReasonCode } from '../instruction/reasons.ts';
import type { Sweep } from '../policy/sweep.ts';

/** What was read in this run. */
export interface SweepBalances {
  /** What `from` may move now. */
  readonly fromFree: Amount;
  /**
   * All that `to` has, locked or not: what is locked there counts towards its target. Read only for a sweep with a
   * target.
   */
  readonly toTotal?: Amount;
}

export type SweepDecision =
  | { readonly kind: 'move'; readonly quantity: Amount }
  /** Nothing moves, and why. `quantity` is what was looked at: for a dry run, what would have moved. */
  | { readonly kind: 'nothing'; readonly reason: ReasonCode; readonly quantity: Amount };

/** How much a sweep moves. Rounded down to `decimals`, so that never more moves than was configured. */
export function decideSweep(sweep: Sweep, balances: SweepBalances, decimals: number): SweepDecision {
  const desired = desiredAmount(sweep, balances);
  if (desired.kind === 'nothing') return desired;
  const capped = sweep.max === undefined ? desired.quantity : smaller(desired.quantity, sweep.max);
  const quantity = roundDown(smaller(capped, balances.fromFree), decimals);
  const isTooLittle = isZero(quantity) || (sweep.min !== undefined && compare(quantity, sweep.min) < 0);
  if (isTooLittle) return { kind: 'nothing', reason: 'below-min', quantity };
  return sweep.dryRun ? { kind: 'nothing', reason: 'dry-run', quantity } : { kind: 'move', quantity };
}

/** The amount before limits and rounding. */
function desiredAmount({ amount }: Sweep, { fromFree, toTotal }: SweepBalances): SweepDecision {
  if ('above' in amount) {
    return unlessZero(subtractToZero(fromFree, amount.above), 'nothing-above-reserve');
  }
  if ('topUpTo' in amount) {
    // Its target is newer than this run's look at the balances.
    if (toTotal === undefined) return nothing('balance-unavailable', zero);
    const lacking = unlessZero(subtractToZero(amount.topUpTo, toTotal), 'target-reached');
    return lacking.kind === 'move' && isZero(fromFree) ? nothing('insufficient-balance', fromFree) : lacking;
  }
  if ('fixed' in amount) {
    const isCovered = compare(fromFree, amount.fixed) >= 0;
    return isCovered ? { kind: 'move', quantity: amount.fixed } : nothing('insufficient-balance', fromFree);
  }
  return unlessZero(percent(fromFree, amount.percentage), 'insufficient-balance');
}

function unlessZero(quantity: Amount, reason: ReasonCode): SweepDecision {
  return isZero(quantity) ? nothing(reason, quantity) : { kind: 'move', quantity };
}

function nothing(reason: ReasonCode, quantity: Amount): SweepDecision {
  return { kind: 'nothing', reason, quantity };
}
