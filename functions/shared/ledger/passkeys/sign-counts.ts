import * as v from 'valibot';
import { passkeyUseKey } from '../../core/item-keys.ts';
import { digestSchema } from '../../core/schemas.ts';
import { counterFlaw } from '../../passkeys/sign-count.ts';
import { CorruptItemError, StoreUnavailableError } from '../store/errors.ts';
import type { Table } from '../store/table.ts';

/** A word of a device, with the number that the device counted for it. */
export interface CountedWord {
  readonly credentialId: string;
  readonly signCount: number;
  /** What the device counted when it was enrolled. */
  readonly enrolledCount: number;
  /** Names the word. */
  readonly digest: string;
}

const itemSchema = v.object({
  signCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** The word that it was last counted for. */
  word: digestSchema,
});

/** Another writer wins each round, so this many lost rounds mean that something is wrong. */
const roundsMax = 5;

/**
 * Notes how far a device has counted. False where its counter did not grow: there may be two of its key. The word that
 * was counted last may come again. A device that does not count leaves no item.
 */
export async function countWord(table: Pick<Table, 'get' | 'update'>, word: CountedWord): Promise<boolean> {
  const pk = passkeyUseKey(word.credentialId);
  for (let round = 0; round < roundsMax; round += 1) {
    const last = await read(table, pk);
    if (last?.word === word.digest) return true;
    const before = Math.max(last?.signCount ?? 0, word.enrolledCount);
    if (counterFlaw(before, word.signCount) !== undefined) return false;
    if (word.signCount === 0) return true;
    const set = { signCount: word.signCount, word: word.digest };
    const unchanged =
      last === undefined
        ? { condition: 'attribute_not_exists(#signCount)', values: {} }
        : { condition: '#signCount = :seen', values: { seen: last.signCount } };
    if (await table.update(pk, { set, ...unchanged })) return true;
  }
  throw new StoreUnavailableError('the counter of a device', new Error('others changed it each time'));
}

async function read(table: Pick<Table, 'get'>, pk: string) {
  const item = await table.get(pk);
  if (item === undefined) return undefined;
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(pk);
  return parsed.output;
}
