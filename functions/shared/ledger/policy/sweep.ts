import * as v from 'valibot';
import { amount, compare } from '../../core/amount.ts';
import { rule } from '../../core/rule.ts';
import { amountSchema, coinSchema, nameSchema, positiveAmountSchema } from '../../core/schemas.ts';

const percentageForm = 'a percentage above 0 and up to 100, such as "50"';

const percentageSchema = v.pipe(
  positiveAmountSchema,
  rule((value) => compare(value, amount('100')) <= 0, { reason: 'is more than all', expected: percentageForm }),
);

/** How much a sweep moves. Each form has one field, so a configuration cannot say two things at once. */
const sweepAmountSchema = v.union(
  [
    /** All that `from` has over this reserve. */
    v.strictObject({ above: amountSchema }),
    /** What `to` lacks to reach this target. */
    v.strictObject({ topUpTo: positiveAmountSchema }),
    /** This much, or nothing where `from` has less. */
    v.strictObject({ fixed: positiveAmountSchema }),
    /** This share of what `from` has, in percent. */
    v.strictObject({ percentage: percentageSchema }),
  ],
  'exactly one of {"above"}, {"topUpTo"}, {"fixed"} or {"percentage"}, with a decimal text',
);

/** A run that comes later than this after its time moves nothing, where its sweep does not say otherwise. */
const startWithinDefaultMs = 3_600_000;
/** A day later it would be another day's run. */
const startWithinMaxMs = 86_400_000;

export const sweepSchema = v.strictObject({
  id: v.pipe(
    nameSchema,
    v.maxLength(40, 'at most 40 characters: the time of the run is added to make the instruction id'),
  ),
  coin: coinSchema,
  from: nameSchema,
  to: nameSchema,
  amount: sweepAmountSchema,
  /** Less than this is not worth a transfer. */
  min: v.optional(positiveAmountSchema),
  /** Never more than this in one run. */
  max: v.optional(positiveAmountSchema),
  /** How long after its time a run may still be sent, in milliseconds. */
  startWithinMs: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1_000, 'at least a second'),
      v.maxValue(startWithinMaxMs, 'at most a day'),
    ),
    startWithinDefaultMs,
  ),
  /** Decides and records, but moves nothing. */
  dryRun: v.optional(v.boolean('true or false'), false),
  enabled: v.optional(v.boolean('true or false'), true),
  /** When it runs, as the deployment's schedule says it. A policy of an earlier version does not have it. */
  schedule: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  timezone: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
  /** Instead of a schedule: it runs once for each deposit of its coin that is credited to `from`. */
  trigger: v.exactOptional(v.literal('deposit', '"deposit", or no trigger where there is a schedule')),
});

export type Sweep = v.InferOutput<typeof sweepSchema>;
