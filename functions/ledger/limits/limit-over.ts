import { type Amount, compare } from '../../base/amount.ts';
import type { ReasonCode } from '../instruction/reasons.ts';
import type { Policy, RollingLimit } from '../policy/policy.ts';

/**
 * The limit that one withdrawal of this quantity is over all by itself, whatever left before it. Asked when it is requested:
 * its release would turn it away in any case.
 */
export function limitOver(quantity: Amount, limits: Policy['withdrawals'][string]): ReasonCode | undefined {
  const { perInstruction, rolling, perDestination } = limits;
  if (compare(quantity, perInstruction) > 0) return 'over-per-instruction';
  if (isOverWindow(quantity, rolling)) return 'over-rolling-limit';
  if (perDestination === undefined) return undefined;
  const most = perDestination.perInstruction;
  const isOver = (most !== undefined && compare(quantity, most) > 0) || isOverWindow(quantity, perDestination.rolling);
  return isOver ? 'over-destination-limit' : undefined;
}

function isOverWindow(quantity: Amount, rolling: readonly RollingLimit[]): boolean {
  return rolling.some(({ amount }) => amount !== undefined && compare(quantity, amount) > 0);
}
