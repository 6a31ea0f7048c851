import * as v from 'valibot';
import { isSamePerson } from '../../core/ids.ts';
import { personSchema, timeSchema } from '../../core/schemas.ts';
import { credentialIdSchema } from '../../passkeys/schemas.ts';
import { CorruptItemError, StoreUnavailableError } from '../store/errors.ts';
import type { Table } from '../store/table.ts';
import { versionUnchanged } from '../store/versioned.ts';
import { TooManyPasskeysError } from './errors.ts';

/*
 * One item that names every device that has a head, in the table of heads: so nobody hides a device by writing the table
 * with everything else. It is written before the device's head.
 */

/** No credential has so short an id. */
const directoryKey = 'directory';

const rowSchema = v.strictObject({ credentialId: credentialIdSchema, by: personSchema, at: timeSchema });

/** Whose a device is, and when it was proposed; of a root, when it was revoked. */
export type DirectoryRow = Readonly<v.InferOutput<typeof rowSchema>>;

const itemSchema = v.strictObject({
  pk: v.literal(directoryKey),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  rows: v.array(rowSchema),
});

/** DynamoDB takes items of up to 400 KB, and a head of the registry has more of each device: see registry-heads.ts. */
const bytesMax = 300_000;
/** All of them are read for one listing. */
const rowsMax = 1_000;
/** A stolen token must not fill the directory before somebody looks. */
const perPersonAndDay = 10;
const day = 86_400_000;

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 20;

/** The rows in the order in which the devices were proposed. Rows are added and never changed. */
export async function readDirectory(heads: Pick<Table, 'get'>): Promise<readonly DirectoryRow[]> {
  const item = await heads.get(directoryKey);
  if (item === undefined) return [];
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success || parsed.output.version !== parsed.output.rows.length) {
    throw new CorruptItemError('the directory of devices');
  }
  return parsed.output.rows;
}

/** Adds a device, unless it is there. Throws TooManyPasskeysError. */
export function addToDirectory(heads: Pick<Table, 'get' | 'update'>, row: DirectoryRow): Promise<void> {
  return add(heads, row, checkRoom);
}

/** Adds a root that is revoked. There is always room: as many as the configuration has are few. */
export function addRootToDirectory(heads: Pick<Table, 'get' | 'update'>, row: DirectoryRow): Promise<void> {
  return add(heads, row, () => undefined);
}

async function add(
  heads: Pick<Table, 'get' | 'update'>,
  row: DirectoryRow,
  check: (seen: readonly DirectoryRow[], row: DirectoryRow, rows: readonly DirectoryRow[]) => void,
): Promise<void> {
  for (let round = 0; round < roundsMax; round += 1) {
    const seen = await readDirectory(heads);
    if (seen.some(({ credentialId }) => credentialId === row.credentialId)) return;
    const rows = [...seen, row];
    check(seen, row, rows);
    if (await heads.update(directoryKey, { set: { version: rows.length, rows }, ...versionUnchanged(seen.length) })) {
      return;
    }
  }
  throw new StoreUnavailableError('the directory of devices', new Error('others changed it each time'));
}

function checkRoom(seen: readonly DirectoryRow[], { by, at }: DirectoryRow, rows: readonly DirectoryRow[]): void {
  const own = seen.filter((each) => isSamePerson(each.by, by) && each.at > at - day);
  if (own.length >= perPersonAndDay) {
    throw new TooManyPasskeysError(`You enrolled ${perPersonAndDay} devices within a day: enroll others tomorrow`);
  }
  if (rows.length > rowsMax || Buffer.byteLength(JSON.stringify(rows)) > bytesMax) {
    throw new TooManyPasskeysError(`${seen.length} devices, the revoked ones included, are all that there is room for`);
  }
}
