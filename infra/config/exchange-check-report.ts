import * as v from 'valibot';
import { nameSchema } from '../../functions/shared/core/schemas.ts';
import { assumptionNames } from './exchange-assumptions.ts';

/** What was looked at beside the numbered assumptions. */
const checkNames = ['clock', 'transfer', 'fund-statement', 'withdrawal-records'] as const;

export const findingNames = [...checkNames, ...assumptionNames] as const;
export type FindingName = (typeof findingNames)[number];

const findingSchema = v.strictObject({
  result: v.picklist(['holds', 'does-not-hold', 'not-checked'], '"holds", "does-not-hold" or "not-checked"'),
  /** One plain sentence or two. Never a secret or a signature. */
  seen: v.pipe(v.string('a sentence'), v.nonEmpty('a sentence')),
});

const isFound = v.boolean('true or false');
const wholeMillis = v.pipe(v.number('milliseconds'), v.integer('whole milliseconds'), v.minValue(0, 'milliseconds'));

/** What `npm run exchange-check` writes, and what a stage's configuration takes in as `firstContact`. */
export const reportSchema = v.strictObject({
  /** The environment's id in the registry. */
  environment: nameSchema,
  checkedAt: v.pipe(v.string('a time such as "2026-11-21T10:15:05.000Z"'), v.isoTimestamp('a time in ISO 8601')),
  /** Of the tool, as package.json has it. */
  version: v.pipe(v.string('a version'), v.nonEmpty('a version')),
  results: v.strictObject(v.entriesFromList(findingNames, findingSchema)),
  /**
   * By which ways an order that is known to exist was found in the exchange's records, as reconciliation looks for it.
   */
  routes: v.strictObject({
    /** `lagMs`: how long after the answer the record was seen, at the most. */
    'asset-transfer': v.strictObject({ knownOrderFound: isFound, lagMs: v.optional(wholeMillis) }),
    withdrawal: v.strictObject({ knownOrderFound: isFound }),
  }),
});

export type Finding = v.InferOutput<typeof findingSchema>;
export type Report = v.InferOutput<typeof reportSchema>;
export type Findings = Report['results'];
