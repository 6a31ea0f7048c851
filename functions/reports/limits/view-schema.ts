import * as v from 'valibot';
import { momentSchema, positiveAmountSchema } from '../../shared/core/schemas.ts';
import { limitUsageSchema } from '../../shared/ledger/limits/view-schema.ts';

const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));

const common = {
  coin: v.string(),
  perInstruction: described(positiveAmountSchema, 'The most that one payment may be.'),
};

const coinLimitsSchema = v.variant('known', [
  described(v.strictObject({ ...common, known: v.literal(false) }), 'What is used could not be read.'),
  v.strictObject({
    ...common,
    known: v.literal(true),
    rolling: described(
      v.array(limitUsageSchema),
      'What may leave in any stretch of time, and what of it is used now. Empty where no such limit holds.',
    ),
  }),
]);

/** The limits of each coin that may leave, with what of them is used. */
export const limitsViewSchema = v.strictObject({ at: momentSchema, coins: v.array(coinLimitsSchema) });
