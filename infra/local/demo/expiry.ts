import { type InstructionResponse, policySchema } from './api-schemas.ts';
import { postApproval } from './approvals.ts';
import type { DemoContext } from './demo-context.ts';
import { personas } from './personas.ts';
import { timeOfDay } from './time-of-day.ts';
import { waitUntil } from './wait-until.ts';

const { bob, carol } = personas;

/** Shorter than the request has waited by now. */
const shortExpiry = '1s';
const inForceMs = 90_000;

/** A tighter policy acts at once: what waited too long by it has expired. The policy as it was is looser, and waits. */
export async function shortenApprovalExpiry(context: DemoContext, late: InstructionResponse): Promise<void> {
  const { report, localStage, refusals } = context;
  await localStage.deploy({ approvalExpiry: shortExpiry });
  report(`Finance deploys a policy with approvalExpiry ${shortExpiry}. That is tighter, so it acts at once:`);
  const answer = await postApproval(context, carol, late.id, late.digest);
  refusals.expectRefusal(carol, `approves ${late.id}, which was asked for a while ago`, answer);
  const { Standing, ActsAt, Waiting } = await localStage.deploy({});
  report(`The policy as before is deployed again. That is looser (${Waiting}), so it is ${Standing}:`);
  report(`  it acts at ${timeOfDay(ActsAt)}, seconds from now. Elsewhere that is a day, in which somebody can veto it`);
  const { inForce, pending } = await waitUntil(
    () => context.api.read(policySchema, bob, '/policy'),
    (standing) => standing.pending === undefined,
    inForceMs,
  );
  const hours = inForce.policy.approvalExpiryMs / 3_600_000;
  report(pending === undefined ? `  nobody vetoed it, and it is in force: ${hours}h to approve` : '  it still waits');
}
