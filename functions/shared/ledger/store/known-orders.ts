import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { knownOrderKey } from '../../core/item-keys.ts';
import type { Table } from './table.ts';

/** An order of ours that the exchange's records showed at its end, as they showed it. */
export interface KnownOrder {
  readonly exchangeOrderId: string;
  readonly time: Millis;
}

/**
 * The latest order of each kind that is known to be in the exchange's records. A read that does not show it does not
 * show what is there.
 */
export interface KnownOrders {
  /** Undefined where none was seen yet. */
  latest(kind: string): Promise<KnownOrder | undefined>;
  note(kind: string, order: KnownOrder): Promise<void>;
}

const itemSchema = v.object({
  exchangeOrderId: v.pipe(v.string(), v.nonEmpty()),
  time: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** One that is hardly older does as well, and a write for each payment would cost more. */
const noteEveryMs = 3_600_000;

export function openKnownOrders(table: Table): KnownOrders {
  const latest = async (kind: string): Promise<KnownOrder | undefined> => {
    const parsed = v.safeParse(itemSchema, await table.get(knownOrderKey(kind)));
    // An item that somebody changed is no control: then people are asked.
    return parsed.success ? parsed.output : undefined;
  };
  return {
    latest,
    note: async (kind, { exchangeOrderId, time }) => {
      const known = await latest(kind);
      if (known !== undefined && time < known.time + noteEveryMs) return;
      await table.update(knownOrderKey(kind), {
        set: { exchangeOrderId, time },
        // A later one that somebody else noted meanwhile stays.
        condition: 'attribute_not_exists(#time) OR #time < :new',
        values: { new: time },
      });
    },
  };
}
