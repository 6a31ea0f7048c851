import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { exitCodeFor, invalidFlag, readFlags } from '../../infra/command-line/flags.ts';
import { type Counts, linesOf } from './run/counts.ts';
import { failureReport, traceOf } from './run/failure-report.ts';
import { runPool } from './run/pool.ts';
import { runSeed } from './run/run-seed.ts';
import { runOverWire } from './wire/run-wire.ts';

/*
 * `npm run simulate -- --seeds 1000`: runs schedules of the real rules and stores under a virtual clock, and checks
 * after each what has to hold. `--seed 4711` tells one of them.
 */

const usage =
  'npm run simulate -- [--seeds N] [--from SEED] [--workers N] [--seconds N] [--wire] | --seed SEED [--verbose]';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  seeds: text,
  from: text,
  workers: text,
  seconds: text,
  seed: text,
  wire: flag,
  verbose: flag,
} as const;

/** A whole number that a flag gives. Undefined where it is not given. Throws InvalidInputError. */
function whole(name: string, given: string | undefined): number | undefined {
  if (given === undefined || /^[1-9]\d{0,14}$/.test(given)) return given === undefined ? undefined : Number(given);
  throw invalidFlag(`--${name}`, 'is no whole number', 'a whole number from 1 on');
}

function readArguments() {
  const { wire, verbose, ...given } = readFlags(process.argv.slice(2), options, usage);
  return {
    seeds: whole('seeds', given.seeds) ?? 1_000,
    from: whole('from', given.from) ?? randomInt(1, baseMax),
    workers: whole('workers', given.workers) ?? availableParallelism(),
    seconds: whole('seconds', given.seconds),
    seed: whole('seed', given.seed),
    isWire: wire === true,
    isVerbose: verbose === true,
  };
}

type Arguments = ReturnType<typeof readArguments>;

const reportEveryMs = 10_000;
/** Base seeds are this large at most, so that a run of many stays exact. */
const baseMax = 2 ** 40;

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function printSeed(seed: number, isVerbose: boolean): Promise<boolean> {
  const ran = await runSeed(seed, { isTraced: true });
  const isBad = ran.violation !== undefined;
  const lines = isBad && !isVerbose ? await failureReport(seed) : traceOf(ran);
  for (const line of lines) write(line);
  return isBad;
}

async function runMany({ from, seeds, workers, seconds }: Arguments): Promise<boolean> {
  const began = performance.now();
  let reportedAt = began;
  write(`first seed ${from}`);
  const { counts, violations } = await runPool({
    from,
    seeds,
    workers,
    timeMs: seconds === undefined ? Number.POSITIVE_INFINITY : seconds * 1_000,
    violated: ({ seed, invariant, what }) => write(`seed ${seed} violates: ${invariant}: ${what}`),
    progress: (soFar, bad) => {
      if (performance.now() - reportedAt < reportEveryMs) return;
      reportedAt = performance.now();
      write(progressLine(soFar, bad, reportedAt - began));
    },
  });
  for (const line of linesOf(counts)) write(line);
  write(`took ${((performance.now() - began) / 1_000).toFixed(1)} s`);
  for (const { seed } of violations.slice(0, 3)) for (const line of await failureReport(seed)) write(line);
  write(`violations ${violations.length}`);
  return violations.length > 0;
}

/** The same schedules, with the table and the queues of the emulators. Slow: a second or so each. */
async function runWire({ from, seeds }: Arguments): Promise<boolean> {
  write(`first seed ${from}, over the wire`);
  let violations = 0;
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { violation } = await runOverWire(seed);
    if (violation === undefined) continue;
    violations += 1;
    write(`seed ${seed} violates over the wire: ${violation.invariant}: ${violation.what}`);
  }
  write(`schedules ${seeds}`);
  write(`violations ${violations}`);
  return violations > 0;
}

function progressLine({ schedules }: Counts, violations: number, ms: number): string {
  return `${schedules} schedules in ${(ms / 1_000).toFixed(0)} s, ${violations} violations`;
}

async function run(): Promise<number> {
  const given = readArguments();
  const { seed, isWire, isVerbose } = given;
  if (seed !== undefined) return Number(await printSeed(seed, isVerbose));
  return Number(await (isWire ? runWire(given) : runMany(given)));
}

try {
  process.exitCode = await run();
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
