import * as v from 'valibot';
import type { Clock, Millis } from '../core/clock.ts';
import { paceKey } from '../core/item-keys.ts';
import { type KeyName, keyNames } from '../core/key-names.ts';
import type { Pace } from '../exchange/client/endpoint.ts';
import { type BlockReason, isOver, type Pacer, paceMs } from '../exchange/client/pacer.ts';
import { RateLimitedError } from '../exchange/errors.ts';
import { CorruptItemError, StoreUnavailableError } from '../ledger/store/errors.ts';
import type { Table } from '../ledger/store/table.ts';

/** A slot that is further away is not waited for: the function would outlive the queue's patience. */
const waitMaxMs = 10_000;
/** Nor for so long by a request that is signed already: the exchange would not take it any more. */
const signedWaitMaxMs = 2_500;
/** Many instances may want a slot at once; one of them wins each round. */
const roundsMax = 50;
/** Where the table takes longer than a slot may be late, the next one is claimed so much ahead at the most. */
const leadMaxMs = 2_000;

const moment = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0);
const itemSchema = v.object({
  next_public: moment,
  next_query: moment,
  next_order: moment,
  next_transfer: moment,
  blockedUntil: moment,
  blockedBy: v.optional(v.picklist(['rate-limited', 'ip-banned']), 'rate-limited'),
});

type PaceItem = v.InferOutput<typeof itemSchema>;

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
 * covers that. A request that misses its slot, because the table or the process was slow, claims another.
 */
export function createTablePacer(
  table: Table,
  key: KeyName,
  clock: Clock,
  { marksUse = true }: TablePacerOptions = {},
): Pacer {
  const paced = { table, key, clock, marksUse };
  let own: { readonly until: Millis; readonly code: BlockReason } | undefined;

  function refuseOwn(): void {
    if (own !== undefined && clock.now() < own.until) throw new RateLimitedError(own.code, own.until);
  }

  return {
    claim: async (pace) => {
      refuseOwn();
      const slot = await claim(paced, { pace, waitMax: waitMaxMs });
      refuseOwn();
      return slot;
    },
    confirm: async (pace, slot) => {
      refuseOwn();
      await confirm(paced, pace, slot);
      refuseOwn();
    },
    block: async (until, code) => {
      if (own === undefined || until > own.until) own = { until, code };
      const keys = code === 'ip-banned' ? keyNames : [key];
      const told = await Promise.allSettled(keys.map((each) => block(table, each, until, code)));
      for (const each of told) {
        // The answer that brought the block counts more than telling the others: they would meet the 429 themselves.
        const isLost = each.status === 'rejected' && !(each.reason instanceof StoreUnavailableError);
        if (isLost) throw each.reason;
      }
    },
  };
}

interface PacerContext extends Required<TablePacerOptions> {
  readonly table: Table;
  readonly key: KeyName;
  readonly clock: Clock;
}

/** What one claim is about. */
interface Wanted {
  readonly pace: Pace;
  readonly waitMax: number;
  /** A slot that was claimed and not used. */
  readonly unused?: Millis;
}

async function claim(paced: PacerContext, { pace, waitMax, unused }: Wanted): Promise<Millis> {
  const { table, key, clock } = paced;
  let own = unused;
  let leadMs = 0;
  for (let round = 0; round < roundsMax; round += 1) {
    const item = await read(table, key);
    const now = clock.now();
    refuseBlocked(item, now);
    const seen = item[`next_${pace}`];
    // Nobody has claimed since: the place behind the last one that was used is free still.
    const isOwn = own !== undefined && seen === own + paceMs[pace];
    const slot = Math.max(now + leadMs, isOwn ? (own ?? 0) : seen);
    if (slot - now > waitMax) throw new RateLimitedError('rate-limited', slot);
    if (!(await take(paced, pace, seen, slot))) continue;
    await waitFor(paced, slot, leadMs);
    const late = clock.now() - slot;
    if (!isOver(slot, clock.now())) return slot;
    own = slot;
    leadMs = Math.min(leadMaxMs, leadMs + late);
  }
  throw new RateLimitedError('rate-limited', clock.now() + paceMs[pace]);
}

/** A block may have come meanwhile, and is read with the slot: who goes on regardless makes it longer. */
async function waitFor({ table, key, clock }: PacerContext, slot: Millis, leadMs: number): Promise<void> {
  if (slot <= clock.now()) return;
  const sleepMs = slot - leadMs - clock.now();
  if (sleepMs > 0) await clock.sleep(sleepMs);
  refuseBlocked(await read(table, key), clock.now());
  if (leadMs > 0 && slot > clock.now()) await clock.sleep(slot - clock.now());
}

async function confirm(paced: PacerContext, pace: Pace, slot: Millis): Promise<void> {
  const { table, key, clock } = paced;
  refuseBlocked(await read(table, key), clock.now());
  if (isOver(slot, clock.now())) await claim(paced, { pace, waitMax: signedWaitMaxMs, unused: slot });
}

function refuseBlocked({ blockedUntil, blockedBy }: PaceItem, now: Millis): void {
  if (now < blockedUntil) throw new RateLimitedError(blockedBy, blockedUntil);
}

async function read(table: Table, key: KeyName): Promise<PaceItem> {
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
