import type { Millis } from '../../core/clock.ts';
import { tickKey } from '../../core/item-keys.ts';
import type { Table } from './table.ts';

/** Ticks that events ask for begin at least this far apart: many unknown outcomes at once are one reason to look. */
const tickGapMs = 10_000;

/** Whether a tick that an event asks for may begin now. The schedule's own tick asks nobody. */
export function claimTick(table: Table, now: Millis): Promise<boolean> {
  const condition = 'attribute_not_exists(#startedAt) OR #startedAt <= :latest';
  return table.update(tickKey, { set: { startedAt: now }, condition, values: { latest: now - tickGapMs } });
}
