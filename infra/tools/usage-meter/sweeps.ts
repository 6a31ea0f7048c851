import * as v from 'valibot';
import { localTreasury } from '../../config/local.ts';
import { policyResourceType } from '../../constructs/policy-resource.ts';
import type { Act } from '../cost/usage/operation.ts';
import { together } from './act-sums.ts';
import { count, countSettling, fire } from './acting.ts';
import type { Site } from './metered-stack.ts';

const schedule = 'local-usdt-to-custody';

/** A run that moves something, and the tick that finds it done. */
export async function sweep(site: Site): Promise<Act> {
  const running = await count(site, () => run(site));
  const [id = ''] = site.watch.begun('asset-transfer').slice(-1);
  return together(running, await countSettling(site, id));
}

function run(site: Site): Promise<void> {
  return fire(site, schedule, 'asset-transfer');
}

/** More than there is: a higher minimum is tighter, so it acts at once. */
const unreachable = '1000000';

export async function nothingToMove(site: Site): Promise<Act> {
  const policy = v.parse(policySchema, JSON.parse(localTreasury().policy));
  const changed = { ...policy, sweeps: policy.sweeps.map((each) => ({ ...each, min: unreachable })) };
  await site.stack.updateCustomResource(policyResourceType, { Policy: JSON.stringify(changed) });
  return count(site, () => run(site));
}

const policySchema = v.looseObject({ sweeps: v.array(v.looseObject({})) });
