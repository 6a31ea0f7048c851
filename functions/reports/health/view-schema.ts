import * as v from 'valibot';
import { keyNames } from '../../shared/core/key-names.ts';
import { momentSchema } from '../../shared/core/schemas.ts';

const described = <const Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));

const standing = v.picklist(['good', 'late', 'bad', 'unknown']);
const day = described(v.string(), 'A day as the exchange names it.');
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What each check has. */
const common = {
  state: standing,
  runbook: described(v.string(), 'The heading of docs/runbook.md that says what to do, as its link.'),
};

/** What is judged by its age. */
const aged = {
  ...common,
  at: v.exactOptional(described(momentSchema, 'When it happened last. Absent where it never did, as far as is known.')),
  ageSeconds: v.exactOptional(count),
  lateAfterSeconds: count,
  badAfterSeconds: count,
};

const checkSchema = v.variant('check', [
  described(v.strictObject({ check: v.literal('tick'), ...aged }), 'The last look of the tick that left a trace.'),
  v.strictObject({ check: v.literal('terms'), ...aged }),
  v.strictObject({
    check: v.literal('account'),
    account: v.string(),
    ...aged,
    failed: v.exactOptional(
      described(
        v.strictObject({ at: momentSchema, code: v.string() }),
        'The last look, where it failed, by the code of its error.',
      ),
    ),
  }),
  v.strictObject({
    check: v.literal('deposits'),
    list: described(v.string(), '`crypto` or `fiat`; `all` before the first look.'),
    ...aged,
  }),
  v.strictObject({
    check: v.literal('key'),
    key: v.picklist(keyNames),
    ...aged,
    verdict: v.exactOptional(v.picklist(['healthy', 'unused', 'warning', 'broken'])),
    findings: v.array(v.strictObject({ code: v.string(), message: v.string() })),
  }),
  v.strictObject({
    check: v.literal('export'),
    ...aged,
    claimedAt: v.exactOptional(described(momentSchema, 'Since when an export is under way.')),
  }),
  v.strictObject({
    check: v.literal('statements'),
    account: v.string(),
    ...aged,
    lastDay: v.exactOptional(day),
    missingDays: v.exactOptional(described(count, 'Days that have ended since, and have no final statement.')),
    provisionalDay: v.exactOptional(described(v.string(), 'A day that was read and does not balance yet.')),
  }),
  v.strictObject({
    check: v.literal('backlog'),
    ...common,
    needsAttention: described(count, 'Payments and sweeps of which people decide what became of them.'),
    inDoubt: described(count, 'Those whose outcome is being looked for.'),
    atExchange: count,
    approved: described(count, 'Those that are approved and have not left.'),
    unreadable: count,
    complete: described(v.boolean(), 'False where more is under way than one answer looks at.'),
  }),
]);

/** How everything stands that runs by itself. */
export const healthViewSchema = v.strictObject({
  at: momentSchema,
  state: described(standing, 'The worst of all checks.'),
  checks: v.array(checkSchema),
});
