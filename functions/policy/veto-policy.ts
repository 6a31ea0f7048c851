import { isTreasuryError } from '../shared/core/errors.ts';
import { publishPolicyEvents } from '../shared/ledger/messaging/policy-events.ts';
import type { PolicyState } from '../shared/ledger/policy/policy-state.ts';
import type { ProposePolicyDependencies } from './propose-policy.ts';

/** One person stops the looser policy that waits. Safe to ask for twice. Answers how the policy stands. */
export async function vetoPolicy(
  { policies, bus, report }: ProposePolicyDependencies,
  by: string,
): Promise<PolicyState> {
  const { state } = await policies.veto(by);
  try {
    await publishPolicyEvents(policies, bus);
  } catch (error) {
    // It is vetoed. To fail now would say that it is not.
    if (!isTreasuryError(error)) throw error;
    report('a veto could not be announced', { error });
  }
  return state;
}
