import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type Counts, linesOf } from './run/counts.ts';
import { runPool } from './run/pool.ts';
import { runSeed } from './run/seed.ts';
import { storyOf, traceOf } from './run/story.ts';
import { runOverWire } from './wire/run-wire.ts';

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
    wire: { type: 'boolean', default: false },
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
    violated: ({ seed, invariant, what }) => write(`seed ${seed} violates: ${invariant}: ${what}`),
    progress: (soFar, bad) => {
      if (performance.now() - told < tellEveryMs) return;
      told = performance.now();
      write(progressLine(soFar, bad, told - began));
    },
  });
  for (const line of linesOf(counts)) write(line);
  write(`took ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  for (const { seed } of violations.slice(0, 3)) for (const line of await storyOf(seed)) write(line);
  write(`violations ${violations.length}`);
  return violations.length > 0;
}

/** The same schedules, with the table and the queues of the emulators. Slow: a second or so each. */
async function runWire(from: number): Promise<boolean> {
  write(`first seed ${from}, over the wire`);
  let violations = 0;
  for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
    const { violation } = await runOverWire(seed);
    if (violation === undefined) continue;
    violations += 1;
    write(`seed ${seed} violates over the wire: ${violation.invariant}: ${violation.what}`);
  }
  write(`schedules ${values.seeds}`);
  write(`violations ${violations}`);
  return violations > 0;
}

function progressLine({ schedules }: Counts, violations: number, ms: number): string {
  return `${schedules} schedules in ${(ms / 1_000).toFixed(0)} s, ${violations} violations`;
}

async function run(): Promise<boolean> {
  if (values.seed !== undefined) return tellSeed(Number(values.seed));
  const from = values.from === undefined ? randomInt(1, baseMax) : Number(values.from);
  return values.wire ? runWire(from) : runMany(from);
}

process.exitCode = (await run()) ? 1 : 0;
