import * as v from 'valibot';
import { amountSchema } from '../../core/schemas.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a rolling limit has left now. */
export const limitViewSchema = v.strictObject({
  of: v.picklist(['coin', 'destination']),
  window: v.pipe(v.string(), v.description('Such as 24h.')),
  amount: v.exactOptional(v.strictObject({ limit: amountSchema, used: amountSchema, left: amountSchema })),
  count: v.exactOptional(v.strictObject({ limit: whole, used: whole, left: whole })),
});
