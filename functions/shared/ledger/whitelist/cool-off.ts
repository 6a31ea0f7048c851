import type { Millis } from '../../core/clock.ts';
import { assert } from '../../core/errors.ts';
import type { WhitelistEntry } from './entry.ts';

/** The exchange takes no withdrawal to a new address for so long, -1182 (exchange-api.md 3.5). */
const exchangeWaitMs = 30 * 60_000;

/**
 * How long a destination waits after it was confirmed, and listed: as long as the policy says, and not less than the
 * exchange makes it wait. Environment `local` has an exchange whose wait can be shortened.
 */
export function coolOffOf(policyMs: number, environment: string): number {
  return environment === 'local' ? policyMs : Math.max(policyMs, exchangeWaitMs);
}

/**
 * When the cool-off of an entry ends, where it has one: as it began, or later where the policy asks for a longer one
 * since. A shorter one reaches only those that begin after it.
 */
export function coolOffEnd({ state, history }: Pick<WhitelistEntry, 'state' | 'history'>, policyMs: number): Millis {
  if (state.status !== 'cooling-off') return 0;
  const begun = history.findLast(({ until }) => until !== undefined)?.at;
  assert(begun !== undefined, 'a cool-off has a beginning');
  return Math.max(state.until, begun + policyMs);
}
