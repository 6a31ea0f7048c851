import * as v from 'valibot';
import { offsetPattern } from '../../functions/shared/statements/schemas.ts';

const offsetForm = 'an offset in hours and half hours, such as "+08:00"';

/** How the statements of each day are made. */
export const statementsSchema = v.strictObject({
  /**
   * The zone that the exchange's days end in, by its offset. ASSUMPTION A34: nothing documents it, and the exchange is
   * in Hong Kong. Each statement measures it.
   */
  offset: v.optional(v.pipe(v.string(offsetForm), v.regex(offsetPattern, offsetForm)), '+08:00'),
});

export type StatementSettings = v.InferOutput<typeof statementsSchema>;
