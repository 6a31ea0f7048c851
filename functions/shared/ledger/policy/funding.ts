import * as v from 'valibot';
import { coinSchema, nameSchema, positiveAmountSchema } from '../../core/schemas.ts';

/** From where, and how much at most, may be moved for a withdrawal that names an account to fund it from. */
export const fundingSchema = v.strictObject({
  /** The account that withdrawals leave from. */
  to: nameSchema,
  /** The accounts that a withdrawal may name. */
  from: v.array(nameSchema),
  /** By coin, for one withdrawal. A coin that is not listed is not funded. */
  maxPerTransfer: v.record(coinSchema, positiveAmountSchema),
});

export type Funding = v.InferOutput<typeof fundingSchema>;
