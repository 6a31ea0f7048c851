import { differences } from '../../../core/differences.ts';
import type { Policy } from '../policy.ts';
import { tighter } from './tighter.ts';

/** What becomes of a proposed policy. */
export interface PolicyChange {
  /** The policy that acts at once. */
  readonly acting: Policy;
  /** Where it is another one than the one in force. Nothing of this lets more through. */
  readonly tightened: readonly string[];
  /** Where the proposed one is more than that: these parts wait. Whatever is not known to be tighter is among them. */
  readonly loosened: readonly string[];
}

/** Divides a proposal into what acts at once and what waits. */
export function changeOf(inForce: Policy, proposed: Policy): PolicyChange {
  const acting = tighter(inForce, proposed);
  return { acting, tightened: differences(inForce, acting), loosened: differences(acting, proposed) };
}

export function isSamePolicy(a: Policy, b: Policy): boolean {
  return differences(a, b).length === 0;
}
