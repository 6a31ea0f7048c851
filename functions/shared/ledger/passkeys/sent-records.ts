import * as v from 'valibot';
import type { Millis } from '../../core/clock.ts';
import { sentKey } from '../../core/item-keys.ts';
import type { SubmissionOutcome } from '../../core/submission-outcome.ts';
import type { Attempt } from '../instruction/instruction.ts';
import { CorruptItemError } from '../store/errors.ts';
import type { Table } from '../store/table.ts';
import { versionUnchanged } from '../store/versioned.ts';

/*
 * What was sent of the payments that people signed, in the table of device heads: so whoever writes the table with
 * everything else cannot have it sent again. The function that pays alone writes these items.
 */

type Answer = SubmissionOutcome['kind'];

/** The last send of a payment. */
export interface SentRecord {
  readonly version: number;
  /** The number of the attempt, 1 for the first. */
  readonly attempt: number;
  /** The `timestamp` of that attempt. */
  readonly timestamp: Millis;
  /** What the exchange said to it. Not there while nobody knows, nor where a crash came before. */
  readonly answer?: Answer;
}

/** A send that is written down, and may leave. */
export interface BegunSend {
  /** Throws StoreUnavailableError. */
  answered(answer: Answer): Promise<void>;
}

export interface SentRecords {
  /** Strongly consistent. Throws CorruptItemError, StoreUnavailableError. */
  get(digest: string): Promise<SentRecord | undefined>;
  /**
   * Writes down that an attempt is about to leave. Undefined where the record is not as it was `seen`: another one wrote
   * it. Throws StoreUnavailableError.
   */
  begin(
    digest: string,
    attempt: Pick<Attempt, 'number' | 'timestamp'>,
    seen: SentRecord | undefined,
  ): Promise<BegunSend | undefined>;
}

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

const itemSchema = v.strictObject({
  pk: v.string(),
  version: positive,
  attempt: positive,
  timestamp: v.number(),
  writeId: v.string(),
  answer: v.exactOptional(v.picklist(['accepted', 'refused', 'held', 'unknown'] satisfies Answer[])),
});

/** `heads` is the table of device heads. `newWriteId` gives a text that no other write has, such as a UUID. */
export function openSentRecords(heads: Pick<Table, 'get' | 'update'>, newWriteId: () => string): SentRecords {
  return {
    get: async (digest) => {
      const item = await read(heads, digest);
      if (item === undefined) return undefined;
      const { pk, writeId, ...record } = item;
      return record;
    },
    begin: async (digest, { number, timestamp }, seen) => {
      const [version, writeId] = [(seen?.version ?? 0) + 1, newWriteId()];
      const written = await heads.update(sentKey(digest), {
        set: { version, attempt: number, timestamp, writeId },
        remove: ['answer'],
        ...versionUnchanged(version - 1),
      });
      // The SDK sends a write again when its answer is lost: then our own write stands in our way.
      if (!written && (await read(heads, digest))?.writeId !== writeId) return undefined;
      return { answered: (answer) => note(heads, digest, version, answer) };
    },
  };
}

/** Where the condition does not hold it is our own write that the SDK sent again: nobody else goes on from here. */
async function note(heads: Pick<Table, 'update'>, digest: string, seen: number, answer: Answer): Promise<void> {
  await heads.update(sentKey(digest), { set: { version: seen + 1, answer }, ...versionUnchanged(seen) });
}

async function read(heads: Pick<Table, 'get'>, digest: string) {
  const item = await heads.get(sentKey(digest));
  if (item === undefined) return undefined;
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(sentKey(digest));
  return parsed.output;
}
