import { publishPolicyEvents } from '../shared/ledger/messaging/policy-events.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/**
 * Writes down that a looser policy is in force whose time has come, and tells people what they were not told yet. The
 * functions obey it from its time on in any case; this makes it known.
 */
export async function announceDuePolicy({ policyWriter, bus }: ReconciliationDependencies): Promise<void> {
  await policyWriter.applyDueLoosening();
  await publishPolicyEvents(policyWriter, bus);
}
