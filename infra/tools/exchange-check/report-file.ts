import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../../../functions/shared/core/clock.ts';
import { validate } from '../../../functions/shared/core/validate.ts';
import { type Report, reportSchema } from '../../config/exchange-check-report.ts';
import type { ExchangeCheckResult } from './exchange-check.ts';

const folder = path.resolve(import.meta.dirname, '../../config/first-contact');

/** Where a stage's configuration imports the report of an environment from. */
export function reportFileOf(environment: string): string {
  return path.join(folder, `${environment}.json`);
}

export interface ReportMetadata {
  readonly environment: string;
  /** The tool's. */
  readonly version: string;
  readonly clock: Clock;
}

/** Writes the report of a run in the form in which the configuration takes it. Rejects with the system's error. */
export async function writeReport(
  file: string,
  { environment, version, clock }: ReportMetadata,
  { results, routes }: ExchangeCheckResult,
): Promise<Report> {
  const checkedAt = new Date(clock.now()).toISOString();
  const report = validate('report', reportSchema, { environment, checkedAt, version, results, routes });
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
