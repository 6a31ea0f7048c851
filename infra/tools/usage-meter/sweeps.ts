import * as v from 'valibot';
import { localTreasury } from '../../config/local.ts';
import { policyResourceType } from '../../constructs/policy-resource.ts';
import type { OperationCounts } from '../cost/usage/operation.ts';
import { countOperation, countSettling, fireSchedule } from './count-operation.ts';
import type { MeteredStack } from './metered-stack.ts';
import { addCounts } from './operation-sums.ts';

const schedule = 'local-usdt-to-custody';

/** A run that moves something, and the tick that finds it done. */
export async function countSweep(meteredStack: MeteredStack): Promise<OperationCounts> {
  const running = await countOperation(meteredStack, () => runSweep(meteredStack));
  const [id = ''] = meteredStack.watch.startedOfKind('asset-transfer').slice(-1);
  return addCounts(running, await countSettling(meteredStack, id));
}

function runSweep(meteredStack: MeteredStack): Promise<void> {
  return fireSchedule(meteredStack, schedule, 'asset-transfer');
}

/** More than there is: a higher minimum is tighter, so it acts at once. */
const unreachable = '1000000';

export async function countIdleSweep(meteredStack: MeteredStack): Promise<OperationCounts> {
  const policy = v.parse(policySchema, JSON.parse(localTreasury().policy));
  const changed = { ...policy, sweeps: policy.sweeps.map((each) => ({ ...each, min: unreachable })) };
  await meteredStack.stack.updateCustomResource(policyResourceType, { Policy: JSON.stringify(changed) });
  return countOperation(meteredStack, () => runSweep(meteredStack));
}

const policySchema = v.looseObject({ sweeps: v.array(v.looseObject({})) });
