import * as v from 'valibot';
import type { Clock, Millis } from '../core/clock.ts';
import { paceKey } from '../core/item-keys.ts';
import { type KeyName, keyNames } from '../core/key-names.ts';
import type { Pace } from '../exchange/client/endpoint.ts';
import { type BlockReason, type Pacer, paceMs } from '../exchange/client/pacer.ts';
import { RateLimitedError } from '../exchange/errors.ts';
import { CorruptItemError, StoreUnavailableError } from '../ledger/store/errors.ts';
import type { Table } from '../ledger/store/table.ts';

/** A slot that is further away is not waited for: the function would outlive the queue's patience. */
const waitMaxMs = 10_000;
/** What was read of the key longer ago than this is read again before the slot is used. */
const freshMs = 1_000;
/** Many instances may want a slot at once; one of them wins each round. */
const roundsMax = 50;

const moment = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0);
const itemSchema = v.object({
  next_public: moment,
  next_query: moment,
  next_order: moment,
  next_transfer: moment,
  blockedUntil: moment,
  blockedBy: v.optional(v.picklist(['rate-limited', 'ip-banned']), 'rate-limited'),
});

/** How the item of a key is used. */
export interface TablePacerOptions {
  /**
   * False where the exchange is shown another version than the one in force: that is no use of the key. Default true.
   */
  readonly marksUse?: boolean;
}

/**
 * Paces one key across all functions and instances that use it: its next slot is an attribute of one item, and is
 * claimed by a conditional write before each request. Instances' clocks differ by milliseconds; the slots' margin
 * covers that.
 */
export function createTablePacer(
  table: Table,
  key: KeyName,
  clock: Clock,
  { marksUse = true }: TablePacerOptions = {},
): Pacer {
  let own: { readonly until: Millis; readonly code: BlockReason } | undefined;
  return {
    claim: async (pace) => {
      if (own !== undefined && clock.now() < own.until) throw new RateLimitedError(own.code, own.until);
      await claim({ table, key, clock, marksUse }, pace);
    },
    block: async (until, code) => {
      own = { until, code };
      try {
        for (const each of code === 'ip-banned' ? keyNames : [key]) await block(table, each, until, code);
      } catch (error) {
        // The answer that brought the block counts more than telling the others: they would meet the 429 themselves.
        if (!(error instanceof StoreUnavailableError)) throw error;
      }
    },
  };
}

interface PacerContext extends Required<TablePacerOptions> {
  readonly table: Table;
  readonly key: KeyName;
  readonly clock: Clock;
}

async function claim(paced: PacerContext, pace: Pace): Promise<void> {
  const { table, key, clock } = paced;
  for (let round = 0; round < roundsMax; round += 1) {
    const item = await read(table, key);
    const now = clock.now();
    if (now < item.blockedUntil) throw new RateLimitedError(item.blockedBy, item.blockedUntil);
    const seen = item[`next_${pace}`];
    const slot = Math.max(now, seen);
    if (slot - now > waitMaxMs) throw new RateLimitedError('rate-limited', slot);
    if (await take(paced, pace, seen, slot)) {
      if (slot <= now) return;
      await clock.sleep(slot - now);
      // A block may have come meanwhile: who goes on regardless makes it longer.
      const { blockedUntil, blockedBy } = slot - now > freshMs ? await read(table, key) : item;
      if (clock.now() < blockedUntil) throw new RateLimitedError(blockedBy, blockedUntil);
      return;
    }
  }
  throw new RateLimitedError('rate-limited', clock.now() + paceMs[pace]);
}

async function read(table: Table, key: KeyName): Promise<v.InferOutput<typeof itemSchema>> {
  const pk = paceKey(key);
  const parsed = v.safeParse(itemSchema, (await table.get(pk)) ?? {});
  if (!parsed.success) throw new CorruptItemError(pk);
  return parsed.output;
}

function take({ table, key, marksUse }: PacerContext, pace: Pace, seen: Millis, slot: Millis): Promise<boolean> {
  const name = `next_${pace}`;
  const isUse = marksUse && pace !== 'public';
  return table.update(paceKey(key), {
    // When the exchange was last shown the key: unused for 90 days it is switched off (exchange-api.md 1.3).
    set: { [name]: slot + paceMs[pace], ...(isUse ? { usedAt: slot } : {}) },
    // A block that came meanwhile is later than the slot, and then nothing may be taken.
    condition:
      `(#${name} = :seen OR (attribute_not_exists(#${name}) AND :seen = :none)) AND ` +
      '(attribute_not_exists(#blockedUntil) OR #blockedUntil <= :slot)',
    values: { seen, none: 0, slot },
  });
}

async function block(table: Table, key: KeyName, until: Millis, code: BlockReason): Promise<void> {
  // A longer block stands.
  const condition = 'attribute_not_exists(#blockedUntil) OR #blockedUntil < :until';
  await table.update(paceKey(key), { set: { blockedUntil: until, blockedBy: code }, condition, values: { until } });
}
