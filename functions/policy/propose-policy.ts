import { iso } from '../shared/core/clock.ts';
import { isSamePolicy } from '../shared/ledger/policy/change/change.ts';
import type { Policy } from '../shared/ledger/policy/policy.ts';
import type { ProposePolicyResult } from '../shared/ledger/store/policy-writer.ts';
import { type AnnounceDependencies, announceChange } from './announce-change.ts';
import type { CustomResourceResult } from './custom-resource.ts';

/** A deployment brings this policy. Answers what became of it, in words for who deploys. */
export async function proposePolicy(
  dependencies: AnnounceDependencies,
  policy: Policy,
  requestId: string,
): Promise<CustomResourceResult> {
  const proposed = await dependencies.policies.propose(policy, 'deploy', requestId);
  await announceChange(dependencies, 'a change of the policy could not be announced');
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
