import * as v from 'valibot';
import { whitelistDirectoryKey } from '../../core/item-keys.ts';
import { identityEpochSchema } from '../../core/person.ts';
import { WhitelistFullError } from '../whitelist/errors.ts';
import type { StampedEntryProposal } from '../whitelist/steps.ts';
import { targetSchema } from '../whitelist/target.ts';
import { CorruptItemError } from './errors.ts';
import type { Table } from './table.ts';
import { versionUnchanged } from './versioned.ts';
import { differenceSchema } from './whitelist-item.ts';

/**
 * DynamoDB takes items of up to 400 KB. What a row takes there is less than what its JSON takes. Room for over 1,000
 * rows.
 */
const bytesMax = 380_000;

const rowSchema = v.strictObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  target: targetSchema,
  lookAlikes: v.array(differenceSchema),
  by: v.pipe(v.string(), v.nonEmpty()),
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  identity: v.exactOptional(identityEpochSchema),
});

const itemSchema = v.strictObject({
  pk: v.literal(whitelistDirectoryKey),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  rows: v.pipe(
    v.array(rowSchema),
    v.check((rows) => new Set(rows.map(({ id }) => id)).size === rows.length),
  ),
});

/**
 * The rows in the order in which they were proposed. They claim ids, and let a new address be compared with all others.
 * Rows are added and never changed, so their number is the version.
 */
export async function readDirectory(table: Table): Promise<readonly StampedEntryProposal[]> {
  const item = await table.get(whitelistDirectoryKey);
  if (item === undefined) return [];
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success || parsed.output.version !== parsed.output.rows.length)
    throw new CorruptItemError(whitelistDirectoryKey);
  return parsed.output.rows;
}

/**
 * Adds a row to the directory as it was seen. False where somebody else added one meanwhile. Throws WhitelistFullError.
 */
export async function addProposalRow(
  table: Table,
  seen: readonly StampedEntryProposal[],
  row: StampedEntryProposal,
): Promise<boolean> {
  const rows = [...seen, row];
  if (Buffer.byteLength(JSON.stringify(rows)) > bytesMax) {
    throw new WhitelistFullError(`${seen.length} entries, the revoked ones included, fill the directory`);
  }
  return table.update(whitelistDirectoryKey, { set: { version: rows.length, rows }, ...versionUnchanged(seen.length) });
}
