/** The exchange takes no withdrawal to a new address for so long, -1182 (exchange-api.md 3.5). */
const exchangeWaitMs = 30 * 60_000;

/**
 * How long a destination waits after it was confirmed, and listed: as long as the policy says, and not less than the
 * exchange makes it wait. Environment `local` has an exchange whose wait can be shortened.
 */
export function coolOffOf(policyMs: number, environment: string): number {
  return environment === 'local' ? policyMs : Math.max(policyMs, exchangeWaitMs);
}
