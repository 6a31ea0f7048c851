import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Counts, linesOf } from './run/counts.ts';
import { runPool } from './run/pool.ts';
import { runSeed } from './run/seed.ts';
import { storyOf, traceOf } from './run/story.ts';

/*
 * `npm run simulate -- --seeds 1000`: runs schedules of the real rules and stores under a virtual clock, and checks
 * after each what has to hold. `--seed 4711` tells one of them.
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string' },
    workers: { type: 'string', default: String(availableParallelism()) },
    seconds: { type: 'string' },
    seed: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const tellEveryMs = 10_000;
/** Base seeds are this large at most, so that a run of many stays exact. */
const baseMax = 2 ** 40;

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function tellSeed(seed: number): Promise<boolean> {
  const ran = await runSeed(seed, { isTraced: true });
  const isBad = ran.violation !== undefined;
  const lines = isBad && !values.verbose ? await storyOf(seed) : traceOf(ran);
  for (const line of lines) write(line);
  return isBad;
}

async function runMany(from: number): Promise<boolean> {
  const began = performance.now();
  let told = began;
  write(`first seed ${from}`);
  const { counts, violations } = await runPool({
    from,
    seeds: Number(values.seeds),
    workers: Math.max(1, Number(values.workers)),
    timeMs: values.seconds === undefined ? Number.POSITIVE_INFINITY : Number(values.seconds) * 1_000,
    progress: (soFar, bad) => {
      if (performance.now() - told < tellEveryMs) return;
      told = performance.now();
      write(progressLine(soFar, bad, told - began));
    },
  });
  for (const line of linesOf(counts)) write(line);
  write(`took ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  for (const { seed } of violations.slice(0, 3)) for (const line of await storyOf(seed)) write(line);
  for (const { seed, invariant } of violations.slice(3)) write(`seed ${seed} violates: ${invariant}`);
  write(`violations ${violations.length}`);
  return violations.length > 0;
}

function progressLine({ schedules }: Counts, violations: number, ms: number): string {
  return `${schedules} schedules in ${(ms / 1_000).toFixed(0)} s, ${violations} violations`;
}

const isBad =
  values.seed === undefined
    ? await runMany(values.from === undefined ? randomInt(1, baseMax) : Number(values.from))
    : await tellSeed(Number(values.seed));
process.exitCode = isBad ? 1 : 0;
