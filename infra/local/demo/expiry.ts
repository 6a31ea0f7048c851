import { policySchema, type ShownInstruction } from './api-schemas.ts';
import { approval } from './approvals.ts';
import { people } from './personas.ts';
import type { Scene } from './scene.ts';
import { timeOfDay } from './time-of-day.ts';
import { waitUntil } from './wait-until.ts';

const { bob, carol } = people;

/** Shorter than the request has waited by now. */
const short = '1s';
const inForceMs = 30_000;

/** A tighter policy acts at once: what waited too long by it has expired. The policy as it was is looser, and waits. */
export async function letItExpire(scene: Scene, late: ShownInstruction): Promise<void> {
  const { tell, house, refusals } = scene;
  await house.deploy({ approvalExpiry: short });
  tell(`Finance deploys a policy with approvalExpiry ${short}. That is tighter, so it acts at once:`);
  const answer = await approval(scene, carol, late.id, late.digest);
  refusals.answered(carol, `approves ${late.id}, which was asked for a while ago`, answer);
  const { Standing, ActsAt, Waiting } = await house.deploy({});
  tell(`The policy as before is deployed again. That is looser (${Waiting}), so it is ${Standing}:`);
  tell(`  it acts at ${timeOfDay(ActsAt)}, seconds from now. Elsewhere that is a day, in which somebody can veto it`);
  const { inForce, pending } = await waitUntil(
    () => scene.api.read(policySchema, bob, '/policy'),
    (standing) => standing.pending === undefined,
    inForceMs,
  );
  const hours = inForce.policy.approvalExpiryMs / 3_600_000;
  tell(pending === undefined ? `  nobody vetoed it, and it is in force: ${hours}h to approve` : '  it still waits');
}
