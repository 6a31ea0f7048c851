import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import * as v from 'valibot';
import { mutants } from './index.ts';
import type { Mutant } from './mutant.ts';

/*
 * `npm run simulate:mutants`: puts each deliberate bug into a process of its own, and prints which seed found it.
 * `--file FILE` takes others instead: a JSON list of mutants, see mutant.ts.
 */

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3000' },
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
    file: { type: 'string' },
  },
});

const run = promisify(execFile);
const foundSchema = v.object({
  seed: v.optional(v.number()),
  tried: v.optional(v.number()),
  invariant: v.optional(v.string()),
  ms: v.number(),
});
type Found = v.InferOutput<typeof foundSchema>;

async function hunt(mutant: Mutant): Promise<Found> {
  const file = (each: string) => path.resolve(import.meta.dirname, each);
  const { stdout } = await run(
    process.execPath,
    ['--import', file('load.ts'), file('hunt.ts'), '--seeds', values.seeds, '--from', values.from],
    { env: { ...process.env, SIMULATION_MUTANT: JSON.stringify(mutant) } },
  );
  return v.parse(foundSchema, JSON.parse(stdout));
}

function write(cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const mutantSchema = v.strictObject({ name: v.string(), file: v.string(), find: v.string(), replace: v.string() });

function given(): readonly Mutant[] {
  if (values.file === undefined) return mutants;
  return v.parse(v.array(mutantSchema), JSON.parse(readFileSync(values.file, 'utf8')));
}

const waiting = given().filter(({ name }) => values.only === undefined || name.includes(values.only));
let missed = 0;

async function huntOneByOne(): Promise<void> {
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    const { seed, tried, invariant, ms } = await hunt(mutant);
    if (seed === undefined) missed += 1;
    write([mutant.name, String(seed ?? 'NOT FOUND'), String(tried ?? values.seeds), invariant ?? '', String(ms)]);
  }
}

write(['mutant', 'seed', 'seeds tried', 'invariant', 'ms']);
write(['---', '---', '---', '---', '---']);
await Promise.all(Array.from({ length: availableParallelism() }, huntOneByOne));
process.exitCode = missed === 0 ? 0 : 1;
