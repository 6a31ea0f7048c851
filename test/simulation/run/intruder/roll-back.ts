import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import { pick } from '../../engine/chance.ts';
import type { IntruderAction } from '../../plan/device-plan.ts';
import type { Simulation } from '../simulation.ts';
import { mayWrite } from './may-write.ts';

/** Any item that the intruder may write, as it was at some moment before. */
export function rolledBack(
  { observer }: Simulation,
  { role, u, family = '' }: Extract<IntruderAction, { what: 'roll-back' }>,
): readonly Item[] {
  const before = observer.writes.flatMap(({ pk, before: seen }) =>
    seen !== undefined && pk.startsWith(family) && mayWrite(role, pk) ? [seen] : [],
  );
  const [first, ...others] = before;
  return first === undefined ? [] : [pick(u, [first, ...others])];
}
