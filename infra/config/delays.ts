import type { Flaw } from '../../functions/shared/core/errors.ts';
import type { CheckedTreasury } from './schema.ts';

/**
 * The exchange itself makes a new address wait so long (-1182, exchange-api.md 3.5). Less would promise what it does
 * not keep.
 */
const coolOffMinMs = 30 * 60_000;

/**
 * A loosening waits so that a person who is told of it can veto it, by a deployment of the policy as it was. One hour
 * is about what it takes to read an alarm, ask around and deploy. With less the delay would be there in name only.
 */
const looseningMinMs = 60 * 60_000;

/** People are told, read, compare an address and answer. With less every request would expire while they do. */
const expiryMinMs = 5 * 60_000;

/** That the delays are long enough to be of use. In environment `local` nobody has to be waited for. */
export function checkDelays(treasury: CheckedTreasury): Flaw[] {
  const { environment, approvalExpiry, whitelistCoolOff, looseningDelay } = treasury;
  if (environment === 'local') return [];
  const flaws: Flaw[] = [];
  if (approvalExpiry < expiryMinMs) {
    const reason = 'is too short for two people to read and approve';
    flaws.push({ field: 'approvalExpiry', reason, expected: '5m or more' });
  }
  if (whitelistCoolOff < coolOffMinMs) {
    const reason = 'is shorter than the 30 minutes that the exchange itself waits';
    flaws.push({ field: 'whitelistCoolOff', reason, expected: '30m or more' });
  }
  if (looseningDelay < looseningMinMs) {
    const reason = 'is too short for a person to see a looser policy and veto it';
    flaws.push({ field: 'looseningDelay', reason, expected: '1h or more' });
  }
  return flaws;
}
