import * as v from 'valibot';
import { iso, type Millis } from '../../core/clock.ts';
import { passkeyNonceKey } from '../../core/item-keys.ts';
import { digestSchema, timeSchema } from '../../core/schemas.ts';
import { namedPersonSchema } from '../../passkeys/person.ts';
import { type Purpose, purposes } from '../../passkeys/purposes.ts';
import type { Said } from '../../passkeys/statement.ts';
import { CorruptItemError } from '../store/errors.ts';
import type { Table } from '../store/table.ts';

/** How long what was given can be signed. */
export const nonceLifetime: Millis = 5 * 60_000;

const common = {
  pk: v.string(),
  person: namedPersonSchema,
  expiresAt: timeSchema,
  /** The digest of what it was used for. */
  usedFor: v.exactOptional(digestSchema),
};

const isPurpose = (text: string): text is Purpose => Object.hasOwn(purposes, text);

const itemSchema = v.variant('for', [
  v.strictObject({
    ...common,
    for: v.literal('word'),
    purpose: v.pipe(v.string(), v.guard(isPurpose)),
    decision: v.string(),
    subject: v.strictObject({ id: v.string(), digest: digestSchema }),
  }),
  v.strictObject({ ...common, for: v.literal('enrolment'), name: v.string() }),
]);

type Stored = v.InferOutput<typeof itemSchema>;

/** A nonce that was given to be signed with a statement. */
export type WordNonce = Omit<Extract<Stored, { for: 'word' }>, 'pk'>;

/** The challenge of an enrolment. */
export type EnrolmentNonce = Omit<Extract<Stored, { for: 'enrolment' }>, 'pk'>;

/** What was given to be signed: an item each, used once. */
export interface Nonces {
  giveForWord(nonce: string, said: Said, expiresAt: Millis): Promise<void>;
  giveForEnrolment(nonce: string, given: Omit<EnrolmentNonce, 'for' | 'usedFor'>): Promise<void>;
  /** Strongly consistent. Undefined for one that was never given. Throws CorruptItemError. */
  get(nonce: string): Promise<WordNonce | EnrolmentNonce | undefined>;
  /** Whether it is used for this, now or before: a call that is repeated does not use it a second time. */
  use(nonce: string, usedFor: string): Promise<boolean>;
}

export function openNonces(table: Pick<Table, 'get' | 'putNew' | 'update'>): Nonces {
  return {
    giveForWord: async (nonce, { purpose, decision, subject, person }, expiresAt) => {
      const given = { for: 'word', purpose, decision, subject, person, expiresAt };
      await table.putNew({ pk: passkeyNonceKey(nonce), ...given });
    },
    giveForEnrolment: async (nonce, given) => {
      await table.putNew({ pk: passkeyNonceKey(nonce), for: 'enrolment', ...given });
    },
    get: async (nonce) => {
      const pk = passkeyNonceKey(nonce);
      const item = await table.get(pk);
      if (item === undefined) return undefined;
      const parsed = v.safeParse(itemSchema, item);
      if (!parsed.success) throw new CorruptItemError(pk);
      const { pk: _key, ...given } = parsed.output;
      return given;
    },
    use: (nonce, usedFor) =>
      table.update(passkeyNonceKey(nonce), {
        set: { usedFor },
        condition: 'attribute_exists(#expiresAt) AND (attribute_not_exists(#usedFor) OR #usedFor = :same)',
        values: { same: usedFor },
      }),
  };
}

/** Whether a nonce was given for what is said with it, to whom says it. */
export function isGivenFor(given: WordNonce | EnrolmentNonce, said: Said, expiresAt: string): given is WordNonce {
  if (given.for !== 'word' || iso(given.expiresAt) !== expiresAt) return false;
  const { purpose, decision, subject, person } = given;
  return (
    purpose === said.purpose &&
    decision === said.decision &&
    subject.id === said.subject.id &&
    subject.digest === said.subject.digest &&
    person.by === said.person.by &&
    person.issuer === said.person.issuer &&
    person.claim === said.person.claim
  );
}
