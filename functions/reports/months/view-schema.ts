import * as v from 'valibot';
import { identityEpochSchema } from '../../shared/core/person.ts';
import { amountSchema, digestSchema, momentSchema } from '../../shared/core/schemas.ts';
import { signingDeviceSchema } from '../../shared/passkeys/signing-device.ts';
import { movementTypes } from '../../shared/statements/statement.ts';
import { signedAmountViewSchema } from '../statements/view-schema.ts';

const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));
const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const signOffs = v.array(
  v.strictObject({
    by: text,
    at: momentSchema,
    digest: digestSchema,
    identity: v.exactOptional(identityEpochSchema),
    device: signingDeviceSchema,
  }),
);

const standing = {
  month: text,
  state: described(
    v.picklist(['open', 'signed', 'closed']),
    '`signed`: two people have signed, and nothing changes any more. `closed`: its document is in the bucket.',
  ),
  digest: described(digestSchema, 'Of the content: what a sign-off names.'),
  signOffs,
  document: v.exactOptional(
    described(
      v.strictObject({ objectKey: text, digest: digestSchema, writtenAt: momentSchema }),
      'The document in the bucket, with the digest of its bytes. Absent before it is written.',
    ),
  ),
};

/** How the close of a month stands. */
export const monthStandingSchema = v.strictObject(standing);

/** A month as a whole. */
export const monthViewSchema = v.strictObject({
  ...standing,
  obstacles: described(v.array(text), 'Why it cannot be signed, the first 100. Empty where it can.'),
  days: v.array(
    v.strictObject({
      account: text,
      date: text,
      state: described(
        v.picklist(['complete', 'lost', 'provisional', 'missing', 'unreadable', 'before-first']),
        '`before-first`: the account was not watched yet, so nothing is missing.',
      ),
      digest: v.exactOptional(digestSchema),
    }),
  ),
  balances: v.array(
    v.strictObject({
      account: text,
      coin: text,
      opening: amountSchema,
      closing: amountSchema,
      difference: signedAmountViewSchema,
    }),
  ),
  totals: v.array(
    v.strictObject({
      coin: text,
      type: v.picklist(movementTypes),
      destination: described(text, 'The other side, as far as it is known.'),
      amount: signedAmountViewSchema,
      movements: count,
    }),
  ),
  fees: v.array(v.strictObject({ coin: text, amount: amountSchema })),
  unexplained: described(
    v.array(
      v.strictObject({
        account: text,
        date: text,
        id: text,
        time: momentSchema,
        type: v.picklist(movementTypes),
        coin: text,
        amount: signedAmountViewSchema,
        counterparty: v.exactOptional(text),
        notes: v.array(v.strictObject({ text, by: text, at: momentSchema })),
      }),
    ),
    'Movements that neither an instruction, a trade nor an address of ours explains, or that have notes: the first 500.',
  ),
  unexplainedLeftOut: described(count, 'How many more of them there are. The digest is of all.'),
});
