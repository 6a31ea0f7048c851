import { assumptions } from '../assumptions.ts';
import { type Decimal, decimal, decimalOf, max } from '../decimal.ts';
import type { Sizes, StageCount } from '../usage/usage-data.ts';
import type { Workload } from '../workload.ts';
import { perMonth } from './rates.ts';
import type { Usage } from './usage.ts';

const billion = decimal('1000000000');
const months = decimalOf(12 * assumptions.yearsKept);

/** An ended instruction stands in the table and in the index by status. Each item has 100 bytes of overhead more. */
const copies = 2;
const overheadBytes = 100;

/** An incremental export costs for at least 10 MB, and holds an item as it was and as it is. */
const exportBytesMin = decimal('10000000');
const images = 2;

/** A log group keeps a year. CloudWatch stores lines compressed, to about this share (its pricing examples). */
const monthsOfLogs = 12;
const logsCompressed = decimal('0.15');

/** What is kept, when it has been kept for as long as is assumed: nothing is ever deleted from the table. */
export function historyUsage(workload: Workload, sizes: Sizes, stage: StageCount, logGb: Decimal): Usage {
  const bytes = bytesPerMonth(workload, sizes);
  const kept = bytes.times(months).div(billion);
  const exported = bytes.times(decimalOf(images)).div(billion);
  const isExported = stage.exportsPerDay > 0;
  return {
    'table-gb-month': kept.times(decimalOf(copies)),
    'recovery-gb-month': kept,
    'log-gb-month': logGb.times(decimalOf(monthsOfLogs)).times(logsCompressed),
    ...(isExported ? exportUsage(stage, exported) : {}),
  };
}

function exportUsage({ exportsPerDay }: StageCount, exported: Decimal): Usage {
  const least10 = perMonth(exportsPerDay).times(exportBytesMin).div(billion);
  return {
    'export-gb': max(least10, exported),
    'bucket-gb-month': exported.times(months),
    // Manifests and a few data files for each.
    'bucket-put': perMonth(exportsPerDay * 10),
  };
}

function bytesPerMonth({ withdrawalsPerDay, sweepsPerDay }: Workload, { withdrawal, transfer }: Sizes): Decimal {
  const each = (bytes: number): Decimal => decimalOf(bytes + overheadBytes);
  const bytes = perMonth(withdrawalsPerDay)
    .times(each(withdrawal))
    .plus(perMonth(sweepsPerDay).times(each(transfer)));
  return bytes;
}
