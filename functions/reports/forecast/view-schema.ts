import * as v from 'valibot';
import { amountSchema, instructionIdSchema, momentSchema } from '../../shared/core/schemas.ts';
import { reasonOrHeldReasonSchema } from '../../shared/ledger/instruction/schemas.ts';

const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const ids = v.array(v.string());

const needSchema = v.variant('kind', [
  described(
    v.strictObject({ kind: v.literal('payment'), instructionId: instructionIdSchema }),
    'A payment, or a sweep that is under way.',
  ),
  described(
    v.strictObject({ kind: v.literal('reserve'), sweepId: v.string() }),
    'What a sweep with `above` is to leave in the account that it moves from.',
  ),
  described(
    v.strictObject({ kind: v.literal('sweep'), sweepId: v.string() }),
    'What a sweep with `fixed` or `topUpTo` is to move.',
  ),
  described(v.strictObject({ kind: v.literal('average-day') }), 'What leaves on an average day.'),
]);

const shortfallSchema = v.strictObject({
  at: momentSchema,
  account: v.string(),
  coin: v.string(),
  lacking: amountSchema,
  need: needSchema,
});

const coinSchema = v.strictObject({
  coin: v.string(),
  now: described(amountSchema, 'What was free when the account was read.'),
  end: described(amountSchema, 'What is free at the end.'),
  lowest: described(
    v.strictObject({ at: momentSchema, free: amountSchema }),
    'The least that is free, and when first.',
  ),
  days: described(
    v.array(v.strictObject({ at: momentSchema, free: amountSchema })),
    'What is free at the end of each day of 24 hours from now.',
  ),
});

const runSchema = v.strictObject({
  at: momentSchema,
  timeKnown: described(v.boolean(), 'False for a `rate`: nobody but the scheduler knows when it began.'),
  sweepId: v.string(),
  quantity: described(
    amountSchema,
    'What moves. Where nothing does: what was looked at, for a dry run what would move.',
  ),
  reason: v.exactOptional(described(reasonOrHeldReasonSchema, 'Why nothing moves. Absent where something does.')),
});

const historySchema = v.variant('known', [
  described(v.strictObject({ known: v.literal(false) }), 'No history: no day of any statement can be counted.'),
  v.strictObject({
    known: v.literal(true),
    from: v.string(),
    to: v.string(),
    days: described(count, 'Days of statements that the averages are made of, of all accounts together.'),
    leftOut: described(
      count,
      'The other days of the last 28 of each account: missing, lost, not final, or too large to count.',
    ),
  }),
]);

/** The balances as they will be. */
export const forecastViewSchema = v.strictObject({
  at: momentSchema,
  until: described(momentSchema, 'Earlier than asked for where there are too many runs of sweeps for one answer.'),
  movements: v.picklist(['planned', 'average']),
  history: v.exactOptional(described(historySchema, 'What the averages are made of. Absent for `planned`.')),
  accounts: v.array(
    v.strictObject({
      account: v.string(),
      readAt: v.exactOptional(momentSchema),
      ageSeconds: v.exactOptional(count),
      coins: described(v.array(coinSchema), 'Only coins that were read. What was not is not forecast.'),
      unknown: described(ids, 'Coins whose balance is not known.'),
    }),
  ),
  firstShortfall: v.exactOptional(described(shortfallSchema, 'Absent where all is covered.')),
  shortfalls: described(v.array(shortfallSchema), 'The first moment of each need that is not covered.'),
  payments: v.array(
    v.strictObject({
      instructionId: instructionIdSchema,
      account: v.string(),
      coin: v.string(),
      amount: described(amountSchema, 'With the fee, as far as it is known.'),
      coveredAt: v.exactOptional(described(momentSchema, 'Absent where it is not covered until the end.')),
    }),
  ),
  runs: described(v.array(runSchema), 'The first 500 runs of sweeps.'),
  runsLeftOut: described(count, 'How many runs are counted in and not shown.'),
  notForecast: described(ids, 'Ids of instructions of which it is not known what they take from where.'),
  feesUnknown: described(ids, 'Ids of payments that count without their fee, because it is not known.'),
  unscheduled: described(ids, 'Ids of sweeps that have no schedule, and so no run here.'),
  complete: described(v.boolean(), 'False where more is under way than one answer looks at.'),
});
