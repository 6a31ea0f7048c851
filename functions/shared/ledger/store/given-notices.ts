import * as v from 'valibot';
import { iso, type Millis } from '../../core/clock.ts';
import { noticeKey } from '../../core/item-keys.ts';
import type { Table } from './table.ts';

/** One thing that people are told once. */
export interface NoticeName {
  readonly about: string;
  readonly kind: string;
  readonly step: string;
}

/** What people were told: an item each, which nothing changes. */
export interface GivenNotices {
  /**
   * Whether this event may tell it: the first that comes does, and so does the same event again, which Lambda tries
   * until it was told. Another event of the same step does not.
   */
  claim(notice: NoticeName, eventId: string, now: Millis): Promise<boolean>;
}

const itemSchema = v.object({ eventId: v.string() });

export function openGivenNotices(table: Table): GivenNotices {
  return {
    claim: async ({ about, kind, step }, eventId, now) => {
      const pk = noticeKey(about, kind, step);
      if (await table.putNew({ pk, eventId, claimedAt: iso(now) })) return true;
      // Also where the SDK met its own write.
      const parsed = v.safeParse(itemSchema, await table.get(pk));
      return parsed.success && parsed.output.eventId === eventId;
    },
  };
}
