import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { movementScanKey } from '../../core/item-keys.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';

/** How far the exchange's movements of each kind were looked through, on its own clock. */
export interface MovementScans {
  /** Undefined before the first look. */
  until(kind: string): Promise<Millis | undefined>;
  /** Where somebody else has gone on meanwhile, nothing changes. */
  advance(kind: string, seen: Millis | undefined, until: Millis): Promise<void>;
}

const itemSchema = v.object({ until: v.pipe(v.number(), v.integer(), v.minValue(0)) });

export function openMovementScans(table: Table): MovementScans {
  return {
    until: async (kind) => {
      const item = await table.get(movementScanKey(kind));
      if (item === undefined) return undefined;
      const parsed = v.safeParse(itemSchema, item);
      if (!parsed.success) throw new CorruptItemError(movementScanKey(kind));
      return parsed.output.until;
    },
    advance: async (kind, seen, until) => {
      const isNew = seen === undefined;
      await table.update(movementScanKey(kind), {
        set: { until },
        condition: isNew ? 'attribute_not_exists(#until)' : '#until = :seen',
        values: isNew ? {} : { seen },
      });
    },
  };
}
