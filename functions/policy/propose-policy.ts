import { iso } from '../shared/core/clock.ts';
import { isTreasuryError } from '../shared/core/errors.ts';
import type { Bus } from '../shared/ledger/messaging/bus.ts';
import { publishPolicyEvents } from '../shared/ledger/messaging/policy-events.ts';
import { isSamePolicy } from '../shared/ledger/policy/change/change.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { PolicyWriter, ProposePolicyResult } from '../shared/ledger/store/policy-writer.ts';
import type { CustomResourceResult } from './custom-resource.ts';

export interface ProposePolicyDependencies {
  readonly policies: PolicyWriter;
  readonly bus: Bus;
  /** Tells of an event that is not on the bus yet. The tick puts it there. */
  readonly report: (what: string, detail: Readonly<Record<string, unknown>>) => void;
}

/** A deployment brings this policy. Answers what became of it, in words for who deploys. */
export async function proposePolicy(
  dependencies: ProposePolicyDependencies,
  policy: Policy,
  requestId: string,
): Promise<CustomResourceResult> {
  const proposed = await dependencies.policies.propose(policy, 'deploy', requestId);
  try {
    await publishPolicyEvents(dependencies.policies, dependencies.bus);
  } catch (error) {
    // The policy is in the table. To fail the deployment now would say that it is not.
    if (!isTreasuryError(error)) throw error;
    dependencies.report('a change of the policy could not be announced', { error });
  }
  return resultOf(proposed, policy);
}

/** CloudFormation takes 4,096 bytes of data, and shows so much of a reason that this fits in. */
const listMax = 500;

function resultOf({ state: { inForce, pending }, events }: ProposePolicyResult, policy: Policy): CustomResourceResult {
  const hasVetoed = events.some(({ what }) => what === 'vetoed');
  if (pending === undefined && !isSamePolicy(inForce.policy, policy)) {
    const message = 'what is looser was vetoed meanwhile; what is tighter is in force';
    return { message, data: { Standing: 'in-force', ActsAt: '', Waiting: '' } };
  }
  if (pending === undefined) {
    const message = `the policy is in force${hasVetoed ? '; the looser one that waited is vetoed' : ''}`;
    return { message, data: { Standing: 'in-force', ActsAt: '', Waiting: '' } };
  }
  const actsAt = iso(pending.actsAt);
  const waiting = pending.loosened.join(', ').slice(0, listMax);
  const veto = 'DELETE /policy/pending, or the policy as it was deployed again, vetoes that';
  return {
    message: `what is looser acts at ${actsAt} (${veto}): ${waiting}; what is tighter is in force`,
    data: { Standing: 'waiting', ActsAt: actsAt, Waiting: waiting },
  };
}
