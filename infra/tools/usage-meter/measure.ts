import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { issuerKeyFile } from '../../local/issuer-key-file.ts';
import { synthesize } from '../../synthesize.ts';
import { refreshEstimates } from '../cost/print-estimate.ts';
import { operationNames } from '../cost/usage/operation.ts';
import { usageDataFile, usageDataOf } from '../cost/usage/usage-data.ts';
import { agreedCounts, type RunCounts } from './agreed-counts.ts';
import { type MeteredStack, openMeteredStack } from './metered-stack.ts';
import { countMetricSeries } from './metric-series.ts';
import { runScenario } from './scenario.ts';
import { measureSizes } from './sizes.ts';
import { stageCounts } from './stage-counts.ts';

type ReportLine = (line: string) => void;

/** The page with the estimates: what its commands print changes with the counts. */
const costPageFile = path.resolve(import.meta.dirname, '../../../docs/cost.md');

/** Counts are the same each time. Milliseconds are not: the middle one is taken. */
const runsWanted = 3;

/**
 * Does everything once on the local stack, and writes what it took to usage-data.json and to the page with the
 * estimates.
 */
export async function measureUsage(report: ReportLine): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hashkey-treasury-cost-'));
  try {
    report('Synthesizing, and counting what a stage has ...');
    const stages = await stageCounts(folder);
    report('Doing everything once on the local stack ...');
    const { directory } = await synthesize({ stage: 'local', outdir: path.join(folder, 'local') });
    const runs: RunCounts[] = [];
    while (runs.length < runsWanted) runs.push(await measureOnce(directory));
    const counts = { countedOn: today(), ...agreedCounts(runs), ...stages };
    await writeFile(usageDataFile, `${JSON.stringify(sortedByKey(usageDataOf(counts)), null, 2)}\n`);
    await writeFile(costPageFile, await refreshEstimates(await readFile(costPageFile, 'utf8')));
    const written = [usageDataFile, costPageFile].map((file) => path.relative(process.cwd(), file));
    report(`Counted ${operationNames.length} acts; wrote ${written.join(' and ')}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureOnce(assembly: string): Promise<RunCounts> {
  const meteredStack = await openMeteredStack({ assembly, issuerKeyFile });
  try {
    const acts = await runScenario(meteredStack);
    return {
      acts,
      sizes: await measureSizes(meteredStack, 'over-http', transferIn(meteredStack)),
      metricSeries: countMetricSeries(meteredStack.lines),
    };
  } finally {
    await meteredStack.close();
  }
}

/** The first transfer, as the log tells it. */
function transferIn({ lines }: MeteredStack): string {
  const [, id = ''] = /"instructionId":"(usdt-to-custody-\w+)"/.exec(lines.join('\n')) ?? [];
  return id;
}

function today(): string {
  return new Date(systemClock.now()).toISOString().slice(0, 10);
}

/** The same order each time, so that a change shows as what it is. */
function sortedByKey<Value>(value: Value): unknown {
  if (Array.isArray(value)) return value.map(sortedByKey);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sortedByKey(each)]),
  );
}
