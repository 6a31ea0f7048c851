import { assert } from '../../../../functions/shared/core/errors.ts';
import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import type { IntruderAction } from '../../plan/device-plan.ts';
import type { Simulation } from '../simulation.ts';
import { changeContent, changeDestination } from './change-content.ts';
import { enrollByTokens } from './enroll-by-tokens.ts';
import { forgeApprovals } from './forge-approvals.ts';
import { changeKey, forgedDevices } from './forge-devices.ts';
import { loweredPolicy } from './lower-policy.ts';
import { mayWrite } from './may-write.ts';
import { restored, rolledBack } from './roll-back.ts';

/** Somebody who lacks the devices of people does what their rights let them do. */
export function intrude(simulation: Simulation, action: IntruderAction): void {
  const items = itemsOf(simulation, action);
  for (const item of items) {
    assert(mayWrite(action.role, item.pk), 'the intruder writes only what its rights let it write');
    simulation.trace('intruder', `${action.role}: ${action.what} writes ${item.pk}`);
    simulation.put(item);
  }
  // Its role may send to the queue of releases.
  if (items.length > 0 && 'of' in action) release(simulation, action.of);
}

function itemsOf(simulation: Simulation, action: IntruderAction): readonly Item[] {
  switch (action.what) {
    case 'approve':
      return forgeApprovals(simulation, action);
    case 'change-content':
      return changeContent(simulation, action.of);
    case 'change-destination':
      return changeDestination(simulation, action.of);
    case 'lower-policy':
      return loweredPolicy(simulation);
    case 'forge-device':
      return forgedDevices(simulation, action);
    case 'change-key':
      return changeKey(simulation, action.device);
    case 'restore-device':
      return restored(simulation, action.device);
    case 'roll-back':
      return rolledBack(simulation, action);
    case 'enroll-by-tokens':
      enrollByTokens(simulation, action);
      return [];
  }
}

function release({ releases, newWriteId }: Simulation, instructionId: string): void {
  releases.accept({ body: { instructionId }, group: 'releases', deduplicationId: newWriteId() });
}
