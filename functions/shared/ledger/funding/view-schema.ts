import * as v from 'valibot';
import { amountSchema } from '../../core/schemas.ts';

const described = <Schema extends v.GenericSchema>(schema: Schema, text: string) => v.pipe(schema, v.description(text));

/** What would be moved for a withdrawal that names an account to fund it from. */
export const fundingViewSchema = v.strictObject({
  allowed: described(v.boolean(), 'Whether the policy lets this account fund withdrawals of the coin.'),
  to: v.exactOptional(described(v.string(), 'The name of the account that it is moved to.')),
  atMost: v.exactOptional(described(amountSchema, 'More than this is not moved for one withdrawal.')),
  lacking: v.exactOptional(
    described(
      amountSchema,
      'What would be moved as things stand now. Absent where the balance or the fee is not known.',
    ),
  ),
});
