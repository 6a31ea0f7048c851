import { passkeyKey } from '../../../../functions/shared/core/item-keys.ts';
import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import { pick } from '../../engine/chance.ts';
import { keyOf } from '../../fakes/device-keys.ts';
import type { DeviceName, IntruderAction } from '../../plan/device-plan.ts';
import { listOf } from '../raw.ts';
import type { Simulation } from '../simulation.ts';
import { mayWrite } from './may-write.ts';

/** Any item that the intruder may write, as it was at some moment before. */
export function rolledBack(
  { observer }: Simulation,
  { role, u }: Extract<IntruderAction, { what: 'roll-back' }>,
): readonly Item[] {
  const before = observer.writes.flatMap(({ pk, before: seen }) =>
    seen !== undefined && mayWrite(role, pk) ? [seen] : [],
  );
  const [first, ...others] = before;
  return first === undefined ? [] : [pick(u, [first, ...others])];
}

/** The end of a device is taken back, as far as the table can. */
export function restored({ observer }: Simulation, device: DeviceName): readonly Item[] {
  const writes = observer.writesOf(passkeyKey(keyOf(device).credentialId));
  const end = writes.findLast(({ item }) => listOf(item.history).at(-1)?.to === 'revoked');
  const before = writes.findLast(({ item }) => listOf(item.history).at(-1)?.to !== 'revoked');
  return end === undefined || before === undefined ? [] : [before.item];
}
