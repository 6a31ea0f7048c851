import type { Format } from './format.ts';
import { camt053 } from './formats/camt053.ts';
import { canonicalCsv } from './formats/canonical-csv.ts';
import { json } from './formats/json.ts';
import { koinly } from './formats/koinly.ts';
import { tres } from './formats/tres.ts';
import { xero } from './formats/xero.ts';

/** By the names that people ask for them with. */
export const formats = { csv: canonicalCsv, json, camt053, koinly, tres, xero } satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}
