import { announcePolicy } from '../shared/ledger/messaging/policy-events.ts';
import type { ReconciliationParts } from './dependencies.ts';

/**
 * Writes down that a looser policy is in force whose time has come, and tells people what they were not told yet. The
 * functions obey it from its time on in any case; this makes it known.
 */
export async function keepPolicyKnown({ policyKeeper, bus }: ReconciliationParts): Promise<void> {
  await policyKeeper.actOnDue();
  await announcePolicy(policyKeeper, bus);
}
