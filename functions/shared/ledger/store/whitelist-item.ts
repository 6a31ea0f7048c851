import * as v from 'valibot';
import { whitelistEntryKey } from '../../core/item-keys.ts';
import { identityEpochSchema } from '../../core/person.ts';
import { signedWordSchema } from '../../passkeys/signed-word.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';
import { entryFromHistory, isValidHistory } from '../whitelist/lifecycle.ts';
import { entryStatusSchema, entryStepSchema, evidenceFields } from '../whitelist/schemas.ts';
import { entryDigest, targetSchema } from '../whitelist/target.ts';
import { CorruptItemError } from './errors.ts';
import type { Item } from './table.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(whole, v.minValue(1));
const filled = v.pipe(v.string(), v.nonEmpty());
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const differenceSchema = v.strictObject({ id: filled, block: positive, here: filled, there: filled });

const evidence = v.variant('kind', [
  v.strictObject(evidenceFields['micro-payment']),
  v.strictObject(evidenceFields['wallet-signature']),
  v.strictObject(evidenceFields.document),
]);

const historyEntry = v.strictObject({
  version: positive,
  previous: digest,
  at: whole,
  by: filled,
  identity: v.exactOptional(identityEpochSchema),
  step: entryStepSchema,
  from: v.union([v.literal('new'), entryStatusSchema]),
  to: entryStatusSchema,
  lookAlikes: v.exactOptional(v.array(differenceSchema)),
  evidence: v.exactOptional(evidence),
  until: v.exactOptional(whole),
  word: v.exactOptional(signedWordSchema),
});

const itemSchema = v.strictObject({
  pk: v.string(),
  id: filled,
  target: targetSchema,
  digest,
  version: positive,
  publishedVersion: whole,
  history: v.array(historyEntry),
});

/**
 * An entry as an item. `status` and `updatedAt` would put it into an index of instructions, so neither stands at its
 * top.
 */
export function toItem({ id, target, digest, version, publishedVersion, history }: WhitelistEntry): Item {
  return { pk: whitelistEntryKey(id), id, target, digest, version, publishedVersion, history };
}

/** Throws CorruptItemError for an item that no step of an entry's life could have written. */
export function fromItem(id: string, item: Item): WhitelistEntry {
  const pk = whitelistEntryKey(id);
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(pk);
  const { target, history, version, publishedVersion } = parsed.output;
  const isOurs = parsed.output.id === id && parsed.output.digest === entryDigest(id, target);
  if (
    !isOurs ||
    version !== history.length ||
    publishedVersion > version ||
    !isValidHistory(parsed.output.digest, history)
  ) {
    throw new CorruptItemError(pk);
  }
  return entryFromHistory(id, target, history, publishedVersion);
}
