import * as v from 'valibot';
import type { Millis } from '../core/clock.ts';
import { paceKey } from '../core/item-keys.ts';
import type { KeyName } from '../core/key-names.ts';
import { CorruptItemError } from '../ledger/store/errors.ts';
import type { Table } from '../ledger/store/table.ts';

/** When a key was last used for anything, and last checked. Absent: never, as far as the table knows. */
export interface LastUse {
  readonly usedAt?: Millis;
  readonly previousCheckAt?: Millis;
}

/** What the item that paces a key tells about its use. */
export interface KeyUse {
  last(): Promise<LastUse>;
  checked(at: Millis): Promise<void>;
}

const moment = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const itemSchema = v.object({ usedAt: moment, checkedAt: moment });

export function openKeyUse(table: Table, key: KeyName): KeyUse {
  const pk = paceKey(key);
  return {
    last: async () => {
      const parsed = v.safeParse(itemSchema, (await table.get(pk)) ?? {});
      if (!parsed.success) throw new CorruptItemError(pk);
      const { usedAt, checkedAt } = parsed.output;
      return {
        ...(usedAt === undefined ? {} : { usedAt }),
        ...(checkedAt === undefined ? {} : { previousCheckAt: checkedAt }),
      };
    },
    checked: async (at) => {
      const condition = 'attribute_not_exists(#checkedAt) OR #checkedAt < :at';
      await table.update(pk, { set: { checkedAt: at }, condition, values: { at } });
    },
  };
}
