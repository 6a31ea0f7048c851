import * as v from 'valibot';
import { keyNames } from '../core/key-names.ts';
import { permissions } from '../core/key-permissions.ts';
import { nonCurrentVersions } from '../core/key-versions.ts';
import { visibleTextSchema } from '../core/visible-text.ts';

const moment = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Whether the key may do a thing beyond reading. */
const grantSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('granted') }),
  v.strictObject({ kind: v.literal('denied') }),
  v.strictObject({ kind: v.literal('not-checked'), reason: visibleTextSchema(1, 500) }),
]);

/** Whether the key sees the accounts that the policy in force names. Those that it does not see, by name. */
const accountsSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('seen') }),
  v.strictObject({ kind: v.literal('not-seen'), names: v.pipe(v.array(visibleTextSchema(1, 64)), v.minLength(1)) }),
  v.strictObject({ kind: v.literal('not-checked'), reason: visibleTextSchema(1, 500) }),
]);

const about = {
  key: v.picklist(keyNames),
  /** What was tried, where it is not the key in force. */
  version: v.exactOptional(v.picklist(nonCurrentVersions)),
  checkedAt: moment,
  /** The last use before this check, and the check before this one. */
  usedAt: v.exactOptional(moment),
  previousCheckAt: v.exactOptional(moment),
  /** How far the exchange's clock is ahead of ours. The true figure is within half of the round trip. */
  clock: v.exactOptional(v.strictObject({ skewMs: v.pipe(v.number(), v.integer()), roundTripMs: moment })),
};

/** Where the key cannot be tried, or nobody answered: the error's code and words. */
const failure = { code: v.pipe(v.string(), v.regex(/^[a-z-]{1,64}$/)), message: visibleTextSchema(1, 500) };

/** What the owner of a key found out about it. */
export const keyCheckSchema = v.variant('kind', [
  /** The exchange takes it. */
  v.strictObject({
    ...about,
    kind: v.literal('works'),
    accountType: visibleTextSchema(1, 64),
    accounts: accountsSchema,
    permissions: v.strictObject(v.entriesFromList(permissions, grantSchema)),
  }),
  /** The exchange refuses it, with this code of its own. */
  v.strictObject({ ...about, kind: v.literal('refused'), exchangeCode: v.pipe(v.string(), v.regex(/^-?\d{1,8}$/)) }),
  /** Its secret cannot be read, or holds no key that signs for this API. */
  v.strictObject({ ...about, kind: v.literal('unusable'), ...failure }),
  /** Its secret has no value. */
  v.strictObject({ ...about, kind: v.literal('not-set') }),
  /** Nobody knows: the exchange, or Secrets Manager, is away for the moment. */
  v.strictObject({ ...about, kind: v.literal('unanswered'), ...failure }),
]);

export type KeyCheck = v.InferOutput<typeof keyCheckSchema>;
export type SeenAccounts = v.InferOutput<typeof accountsSchema>;
export type Grant = v.InferOutput<typeof grantSchema>;
export type Grants = Extract<KeyCheck, { kind: 'works' }>['permissions'];
