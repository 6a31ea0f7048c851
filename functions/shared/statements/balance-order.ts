import type { SignedAmount } from '../core/signed-amount.ts';

/** A row that shows its balance: it leads from one balance to another. */
export interface BalanceStep {
  readonly from: SignedAmount;
  readonly to: SignedAmount;
}

/**
 * Whether all steps, in some order, lead from the first balance to the last. With a step back to the first one they are
 * then a circle: as many lead to each balance as away from it, and each balance can be reached.
 */
export function leadThrough(steps: readonly BalanceStep[], first: SignedAmount, last: SignedAmount): boolean {
  const circle = [...steps, { from: last, to: first }];
  const surplus = new Map<SignedAmount, number>();
  const next = new Map<SignedAmount, SignedAmount[]>();
  for (const { from, to } of circle) {
    surplus.set(from, (surplus.get(from) ?? 0) - 1);
    surplus.set(to, (surplus.get(to) ?? 0) + 1);
    const of = next.get(from) ?? [];
    of.push(to);
    next.set(from, of);
  }
  return [...surplus.values()].every((count) => count === 0) && reachedFrom(first, next).size === surplus.size;
}

function reachedFrom(
  first: SignedAmount,
  next: ReadonlyMap<SignedAmount, readonly SignedAmount[]>,
): ReadonlySet<SignedAmount> {
  const reached = new Set([first]);
  // A set goes on to what is added while it is gone through.
  for (const balance of reached) for (const to of next.get(balance) ?? []) reached.add(to);
  return reached;
}
