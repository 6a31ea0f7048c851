import * as v from 'valibot';
import { digestSchema, personSchema, timeSchema } from '../../core/schemas.ts';
import { namedIdentitySchema } from '../../passkeys/person.ts';
import {
  type AcceptedRestore,
  acceptRestore,
  type RestoreAcceptance,
  type RestoreDecision,
} from '../../passkeys/restore.ts';
import { signedWordSchema } from '../../passkeys/signed-word.ts';
import { CorruptItemError, StoreUnavailableError } from '../store/errors.ts';
import type { Table } from '../store/table.ts';
import { versionUnchanged } from '../store/versioned.ts';

/*
 * To DynamoDB a restored table is a new one, with an id of its own, whatever it is called. So the table of heads names
 * its own id in an item. Where that item names another id, the table was restored, and what it says of devices is as
 * old as the copy: a device that was revoked since is back. It counts for nothing until two people accept it.
 */

/** No credential has so short an id. */
const originKey = 'origin';

/** A table of heads that was restored, and that two people have not accepted yet. */
export interface RestoredHeads {
  readonly table: string;
  /** The table that it was copied from. */
  readonly from: string;
  /** By the first of the two. */
  readonly acceptance?: RestoreAcceptance;
}

const acceptanceSchema = v.strictObject({
  table: v.string(),
  digest: digestSchema,
  by: personSchema,
  at: timeSchema,
  identity: namedIdentitySchema,
  word: signedWordSchema,
});

/** So many restores are kept. */
const restoresMax = 20;

const itemSchema = v.strictObject({
  pk: v.literal(originKey),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  table: v.string(),
  acceptance: v.exactOptional(acceptanceSchema),
  /** The last ones, oldest first. */
  restores: v.array(
    v.strictObject({ from: v.string(), acceptances: v.strictTuple([acceptanceSchema, acceptanceSchema]) }),
  ),
});

/** Strongly consistent. Undefined where the table is the one that it was. Throws CorruptItemError. */
export async function readRestoredHeads(heads: Pick<Table, 'get' | 'identity'>): Promise<RestoredHeads | undefined> {
  const [table, item] = await Promise.all([heads.identity(), readOrigin(heads)]);
  if (item === undefined || item.table === table) return undefined;
  const { table: from, acceptance } = item;
  return { table, from, ...(acceptance === undefined ? {} : { acceptance }) };
}

/** What two people accepted of this very table, the last time. Throws CorruptItemError. */
export async function readAcceptedRestore(
  heads: Pick<Table, 'get' | 'identity'>,
): Promise<AcceptedRestore | undefined> {
  const [table, item] = await Promise.all([heads.identity(), readOrigin(heads)]);
  const last = item?.restores.at(-1);
  return last?.acceptances[0].table === table ? last : undefined;
}

/** Has the table name its own id, if nothing of it is there yet. It comes before the first step of any device. */
export async function markOrigin(heads: Pick<Table, 'get' | 'identity' | 'update'>): Promise<void> {
  if ((await readOrigin(heads)) !== undefined) return;
  const table = await heads.identity();
  await heads.update(originKey, { set: { version: 1, table, restores: [] }, ...versionUnchanged(0) });
}

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 20;

/**
 * Takes one person's acceptance, whose word was judged before. Undefined where the table is not a restored one, or was
 * accepted meanwhile. Throws StoreUnavailableError, CorruptItemError.
 */
export async function addRestoreAcceptance(
  heads: Pick<Table, 'get' | 'identity' | 'update'>,
  acceptance: RestoreAcceptance,
): Promise<RestoreDecision | undefined> {
  for (let round = 0; round < roundsMax; round += 1) {
    const item = await readOrigin(heads);
    if (item === undefined || item.table === acceptance.table) return undefined;
    const decision = acceptRestore(item.table, item.acceptance, acceptance);
    if (decision.kind === 'unchanged') return decision;
    const version = item.version + 1;
    const written =
      decision.kind === 'proposed'
        ? { set: { version, acceptance: decision.acceptance } }
        : {
            set: {
              version,
              table: acceptance.table,
              restores: [...item.restores, decision.accepted].slice(-restoresMax),
            },
            remove: ['acceptance'],
          };
    if (await heads.update(originKey, { ...written, ...versionUnchanged(item.version) })) return decision;
  }
  throw new StoreUnavailableError('that a restore is accepted', new Error('others changed it each time'));
}

async function readOrigin(heads: Pick<Table, 'get'>) {
  const item = await heads.get(originKey);
  if (item === undefined) return undefined;
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError('the origin of the table of device heads');
  return parsed.output;
}
