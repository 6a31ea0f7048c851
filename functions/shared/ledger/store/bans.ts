import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { paceKey } from '../../core/item-keys.ts';
import type { KeyName } from '../../core/key-names.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';

/**
 * Bans (418) of our address by the exchange, which people are told of once each. A ban is written on the item of every
 * key.
 */
export interface Bans {
  /** Until when a ban lasts that nobody was told of. */
  unannounced(): Promise<Millis | undefined>;
  announced(until: Millis): Promise<void>;
}

const moment = v.optional(v.number(), 0);
const itemSchema = v.object({ blockedUntil: moment, blockedBy: v.optional(v.string()), announcedUntil: moment });

export function openBans(table: Table, key: KeyName): Bans {
  const pk = paceKey(key);
  return {
    unannounced: async () => {
      const parsed = v.safeParse(itemSchema, (await table.get(pk)) ?? {});
      if (!parsed.success) throw new CorruptItemError(pk);
      const { blockedUntil, blockedBy, announcedUntil } = parsed.output;
      return blockedBy === 'ip-banned' && blockedUntil > announcedUntil ? blockedUntil : undefined;
    },
    announced: async (until) => {
      const condition = 'attribute_not_exists(#announcedUntil) OR #announcedUntil < :until';
      await table.update(pk, { set: { announcedUntil: until }, condition, values: { until } });
    },
  };
}
