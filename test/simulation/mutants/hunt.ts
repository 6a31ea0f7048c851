import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runSeed } from '../run/run-seed.ts';

/** Runs seeds until one of them finds the mutant that this process was loaded with, and prints it as JSON. */
const { values } = parseArgs({
  options: { from: { type: 'string', default: '1' }, seeds: { type: 'string', default: '3000' } },
});
const from = Number(values.from);
const began = performance.now();
let found: { seed: number; tried: number; invariant: string; what: string } | undefined;
for (let seed = from; seed < from + Number(values.seeds) && found === undefined; seed += 1) {
  const { violation } = await runSeed(seed);
  if (violation !== undefined)
    found = { seed, tried: seed - from + 1, invariant: violation.invariant, what: violation.what };
}
process.stdout.write(`${JSON.stringify({ ...found, ms: Math.round(performance.now() - began) })}\n`);
