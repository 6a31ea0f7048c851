import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../functions/shared/core/clock.ts';
import { issuerKeyFile } from '../../local/local-stage.ts';
import { synthesize } from '../../synthesize.ts';
import { withFigures } from '../cost/print.ts';
import { actNames } from '../cost/usage/operation.ts';
import { countedFile, countedOf } from '../cost/usage/usage-data.ts';
import { agreed, type Counts } from './agreed.ts';
import { openSite, type Site } from './metered-stack.ts';
import { metricSeries } from './metric-series.ts';
import { play } from './scenario.ts';
import { sizesIn } from './sizes.ts';
import { stageCounts } from './stage-counts.ts';

type Tell = (line: string) => void;

/** The page with the figures: what its commands print changes with the counts. */
const figuresFile = path.resolve(import.meta.dirname, '../../../docs/cost.md');

/** Counts are the same each time. Milliseconds are not: the middle one is taken. */
const runsWanted = 3;

/** `npm run cost -- --measure`: does everything once on the local stack, and writes what it took to counted.json. */
export async function countAnew(tell: Tell): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hashkey-treasury-cost-'));
  try {
    tell('Synthesizing, and counting what a stage has ...');
    const stages = await stageCounts(folder);
    tell('Doing everything once on the local stack ...');
    const { directory } = await synthesize({ stage: 'local', outdir: path.join(folder, 'local') });
    const runs: Counts[] = [];
    while (runs.length < runsWanted) runs.push(await countOn(directory));
    const counts = { countedOn: today(), ...agreed(runs), ...stages };
    await writeFile(countedFile, `${JSON.stringify(inOrder(countedOf(counts)), null, 2)}\n`);
    await writeFile(figuresFile, await withFigures(await readFile(figuresFile, 'utf8')));
    const written = [countedFile, figuresFile].map((file) => path.relative(process.cwd(), file));
    tell(`Counted ${actNames.length} acts; wrote ${written.join(' and ')}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function countOn(assembly: string): Promise<Counts> {
  const site = await openSite({ assembly, issuerKeyFile });
  try {
    const acts = await play(site);
    return { acts, sizes: await sizesIn(site, 'over-http', transferIn(site)), metricSeries: metricSeries(site.lines) };
  } finally {
    await site.close();
  }
}

/** The first transfer, as the log tells it. */
function transferIn({ lines }: Site): string {
  const [, id = ''] = /"instructionId":"(usdt-to-custody-\w+)"/.exec(lines.join('\n')) ?? [];
  return id;
}

function today(): string {
  return new Date(systemClock.now()).toISOString().slice(0, 10);
}

/** The same order each time, so that a change shows as what it is. */
function inOrder<Value>(value: Value): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, inOrder(each)]),
  );
}
