import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { operationNames, operationSchema } from './operation.ts';

export const usageDataFile = path.join(import.meta.dirname, 'usage-data.json');

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Sizes in bytes, by DynamoDB's rules. */
const sizes = v.strictObject({
  /** A withdrawal at its end, with two approvals. */
  withdrawal: count,
  transfer: count,
  /** One reservation in a book of limits, and an hour that was summed up. */
  place: count,
  hour: count,
});

/** What a stage has that costs by being there. Counted in its template. */
const stage = v.strictObject({
  functions: count,
  /** Megabytes of the largest function. */
  memoryMb: count,
  tracedFunctions: count,
  /** Functions that read a key of the exchange. */
  signers: v.array(v.string()),
  /** Incremental exports of the table. */
  exportsPerDay: count,
  queuesWithReaders: count,
  keys: count,
  secrets: count,
  alarms: count,
  dashboards: count,
  natGateways: count,
  addresses: count,
  /** Interface endpoints, each counted once a zone. */
  endpointZones: count,
});

const usageDataSchema = v.strictObject({
  countedOn: v.pipe(v.string(), v.isoDate()),
  acts: v.strictObject(v.entriesFromList(operationNames, operationSchema)),
  sizes,
  /** Series of custom metrics that the acts wrote. */
  metricSeries: count,
  stage,
  /** The same stage with a static address. */
  stageWithEgress: stage,
});

export type Sizes = v.InferOutput<typeof sizes>;
export type StageCount = v.InferOutput<typeof stage>;
export type UsageData = v.InferOutput<typeof usageDataSchema>;

/** What was counted last. Throws InvalidInputError where the file is not of this form. */
export async function readUsageData(): Promise<UsageData> {
  return usageDataOf(JSON.parse(await readFile(usageDataFile, 'utf8')));
}

export function usageDataOf(value: unknown): UsageData {
  return validate('counted.json', usageDataSchema, value);
}
