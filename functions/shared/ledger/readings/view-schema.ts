import * as v from 'valibot';
import { amountSchema, momentSchema } from '../../core/schemas.ts';

const described = <Schema extends v.GenericSchema>(schema: Schema, text: string) => v.pipe(schema, v.description(text));

const notKnown = v.strictObject({ known: v.literal(false) });
/** When it was read. */
const read = {
  known: v.literal(true),
  readAt: momentSchema,
  ageSeconds: v.pipe(v.number(), v.integer(), v.minValue(0)),
};

/** What the exchange asks of a payment. */
export const termsViewSchema = described(
  v.union([
    notKnown,
    v.strictObject({
      ...read,
      open: described(v.boolean(), 'Whether the exchange lets the coin leave there.'),
      fee: described(amountSchema, 'On top of the quantity.'),
      totalDebit: described(amountSchema, 'The quantity and the fee.'),
      minimum: amountSchema,
      maximum: v.exactOptional(described(amountSchema, 'Absent where there is none.')),
    }),
  ]),
  'What the exchange asks, as it was last read.',
);

/** What is free in the account that a payment leaves from. */
export const balanceViewSchema = described(
  v.union([
    notKnown,
    v.strictObject({
      ...read,
      free: described(amountSchema, 'Of the account that it leaves from.'),
      enough: described(v.boolean(), 'For the quantity and the fee, as far as that is known.'),
    }),
  ]),
  'What is there, as it was last read.',
);
