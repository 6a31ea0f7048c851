import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { validate } from '../../../../functions/shared/core/validate.ts';

const quotaNames = [
  'items-writes-per-second',
  'item-bytes',
  'table-writes-per-second',
  'fifo-calls-per-second',
  'concurrent-functions',
  'concurrent-functions-of-a-new-account',
  'events-per-second',
  'api-requests-per-second',
  'key-requests-per-second',
  'secret-reads-per-second',
] as const;

const quotaSchema = v.strictObject({
  value: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The page of AWS that has it. */
  source: v.pipe(v.string(), v.url()),
  /** Whether AWS raises it when asked. */
  adjustable: v.boolean(),
});

const quotasSchema = v.strictObject({
  readOn: v.pipe(v.string(), v.isoDate()),
  quotas: v.strictObject(v.entriesFromList(quotaNames, quotaSchema)),
});

export type Quotas = v.InferOutput<typeof quotasSchema>;

/** AWS's quotas as they are without asking for more, with the lower of the two regions' where they differ. */
export async function readQuotas(): Promise<Quotas> {
  const file = path.join(import.meta.dirname, 'quotas.json');
  return validate('quotas.json', quotasSchema, JSON.parse(await readFile(file, 'utf8')));
}
