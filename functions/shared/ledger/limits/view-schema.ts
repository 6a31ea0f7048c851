import * as v from 'valibot';
import { amountSchema } from '../../core/schemas.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The fields of a rolling limit with what of it is used now, as answers show them. */
const limitUsageEntries = {
  window: v.pipe(v.string(), v.description('Such as 24h.')),
  amount: v.exactOptional(v.strictObject({ limit: amountSchema, used: amountSchema, left: amountSchema })),
  count: v.exactOptional(v.strictObject({ limit: whole, used: whole, left: whole })),
};

export const limitUsageSchema = v.strictObject(limitUsageEntries);

/** The same, with what it limits. */
export const limitViewSchema = v.strictObject({ of: v.picklist(['coin', 'destination']), ...limitUsageEntries });
