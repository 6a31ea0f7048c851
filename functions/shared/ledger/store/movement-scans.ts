import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { movementScanKey } from '../../core/item-keys.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';

/** How far the exchange's movements of each kind were looked through, on its own clock. */
export interface MovementScans {
  /**
   * How far, and in steps of what length: where there is very much, little can be read at once. Undefined before the
   * first look.
   */
  reached(kind: string): Promise<ReachedScan | undefined>;
  /** Where somebody else has gone on meanwhile, nothing changes. */
  advance(kind: string, seen: Millis | undefined, until: Millis, stepMs?: number): Promise<void>;
}

export interface ReachedScan {
  readonly until: Millis;
  /** Not there where a whole look can be read at once. */
  readonly stepMs?: number;
}

const itemSchema = v.object({
  until: v.pipe(v.number(), v.integer(), v.minValue(0)),
  stepMs: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

export function openMovementScans(table: Table): MovementScans {
  const reached = async (kind: string): Promise<ReachedScan | undefined> => {
    const item = await table.get(movementScanKey(kind));
    if (item === undefined) return undefined;
    const parsed = v.safeParse(itemSchema, item);
    if (!parsed.success) throw new CorruptItemError(movementScanKey(kind));
    return parsed.output;
  };
  return {
    reached,
    advance: async (kind, seen, until, stepMs) => {
      const isNew = seen === undefined;
      await table.update(movementScanKey(kind), {
        set: { until, ...(stepMs === undefined ? {} : { stepMs }) },
        ...(stepMs === undefined ? { remove: ['stepMs'] } : {}),
        condition: isNew ? 'attribute_not_exists(#until)' : '#until = :seen',
        values: isNew ? {} : { seen },
      });
    },
  };
}
