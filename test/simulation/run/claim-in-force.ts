import { policiesSince } from '../invariants/item-periods.ts';
import type { Observed } from './observed.ts';
import { recordOf } from './raw.ts';

/** The claims by which people were named at some moment of the last milliseconds, the latest one last. */
export function claimsSince(observed: Observed, ms: number): readonly string[] {
  const policies = policiesSince(observed, observed.now() - ms);
  return [...new Set(policies.map(({ identity }) => String(recordOf(identity).userClaim)))];
}

/** By what a stamp names its person. One of the start says nothing of it. */
export function claimOf({ identity }: Readonly<Record<string, unknown>>): string {
  return identity === undefined ? 'email' : String(recordOf(identity).claim);
}
