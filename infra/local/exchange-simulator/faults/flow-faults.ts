import * as v from 'valibot';
import { amountSchema } from '../../../../functions/shared/core/schemas.ts';
import { coin, times, where } from './fault-fields.ts';

/* What is wrong with the fund statement or with the balances at the end of a day. Money moves as it is told to. */

const lateHint = 'whole milliseconds from 1 to 172800000';
/** Two days, so that a line can turn up when its day is over. */
const lateMax = 2 * 86_400_000;
const late = v.pipe(v.number(lateHint), v.integer(lateHint), v.minValue(1, lateHint), v.maxValue(lateMax, lateHint));

export const flowFaults = [
  /** What the request moves never shows in the fund statement, although the balance moved. */
  v.strictObject({ kind: v.literal('missing-flow-row'), ...where, ...times }),
  /** What the request moves shows in the fund statement so much later, with its right time. */
  v.strictObject({ kind: v.literal('late-flow-row'), ...where, ...times, ms: v.optional(late, 3_600_000) }),
  /** A page of the fund statement begins with the line of its cursor, or says its first line twice. */
  v.strictObject({ kind: v.literal('repeated-flow-row'), ...where, ...times }),
  /** The balance of a coin at the end of a day is so much more than it was. */
  v.strictObject({
    kind: v.literal('wrong-day-end'),
    ...where,
    ...times,
    coin: v.optional(coin, 'USDT'),
    more: v.optional(amountSchema, '0.000001'),
  }),
  /** The balances at the end of a day are those of the day before it. */
  v.strictObject({ kind: v.literal('shifted-day-end'), ...where, ...times }),
] as const;
