import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { exitCodeFor, readFlags } from '../../../infra/command-line/flags.ts';
import { mutants } from './index.ts';
import type { Mutant } from './mutant.ts';

/*
 * `npm run simulate:mutants`: puts each deliberate bug into a process of its own, and prints which seed found it.
 * `--file FILE` takes others instead: a JSON list of mutants, see mutant.ts.
 */

const usage = 'npm run simulate:mutants -- [--seeds N] [--from SEED] [--only NAME] [--file FILE]';

function readArguments() {
  const text = { type: 'string' } as const;
  const options = { seeds: text, from: text, only: text, file: text } as const;
  return { seeds: '3000', from: '1', ...readFlags(process.argv.slice(2), options, usage) };
}

type Arguments = ReturnType<typeof readArguments>;

const run = promisify(execFile);
const foundSchema = v.object({
  seed: v.optional(v.number()),
  tried: v.optional(v.number()),
  invariant: v.optional(v.string()),
  ms: v.number(),
});
type Found = v.InferOutput<typeof foundSchema>;

/** Runs hunt.ts in a process of its own, with the mutant loaded where one is given. */
async function play(mutant: Mutant | undefined, seeds: number, from: number): Promise<Found> {
  const file = (each: string) => path.resolve(import.meta.dirname, each);
  const { SIMULATION_MUTANT: _, ...env } = process.env;
  const { stdout } = await run(
    process.execPath,
    [
      ...(mutant === undefined ? [] : ['--import', file('load.ts')]),
      file('hunt.ts'),
      ...['--seeds', String(seeds), '--from', String(from)],
    ],
    { env: mutant === undefined ? env : { ...env, SIMULATION_MUTANT: JSON.stringify(mutant) } },
  );
  return v.parse(foundSchema, JSON.parse(stdout));
}

/** A seed that the clean code fails as well says nothing of the mutant: the hunt goes on after it. */
async function hunt(mutant: Mutant, options: Arguments): Promise<Found> {
  const end = Number(options.from) + Number(options.seeds);
  let ms = 0;
  for (let from = Number(options.from); from < end; ) {
    const found = await play(mutant, end - from, from);
    ms += found.ms;
    if (found.seed === undefined) break;
    const tried = found.seed - Number(options.from) + 1;
    if ((await play(undefined, 1, found.seed)).seed === undefined) return { ...found, tried, ms };
    process.stderr.write(`seed ${found.seed} fails without '${mutant.name}' too\n`);
    from = found.seed + 1;
  }
  return { ms };
}

function write(cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const change = { file: v.string(), find: v.string(), replace: v.string() };
const mutantSchema = v.strictObject({
  name: v.string(),
  ...change,
  also: v.exactOptional(v.array(v.strictObject(change))),
});

function given({ file, only }: Arguments): Mutant[] {
  const all = file === undefined ? mutants : v.parse(v.array(mutantSchema), JSON.parse(readFileSync(file, 'utf8')));
  return all.filter(({ name }) => only === undefined || name.includes(only));
}

/** A mutant whose text is not in its file is told as one that was not found, and keeps no other. */
async function rowOf(mutant: Mutant, options: Arguments): Promise<readonly string[]> {
  try {
    const { seed, tried, invariant, ms } = await hunt(mutant, options);
    return [mutant.name, String(seed ?? 'NOT FOUND'), String(tried ?? options.seeds), invariant ?? '', String(ms)];
  } catch (error) {
    const reason = error instanceof Error ? /TypeError: .*/.exec(error.message)?.[0] : undefined;
    if (reason === undefined) throw error;
    return [mutant.name, 'NOT LOADED', '', reason, ''];
  }
}

async function huntAll(options: Arguments): Promise<number> {
  const waiting = given(options);
  let missed = 0;
  const huntOneByOne = async () => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const row = await rowOf(mutant, options);
      if (row[1]?.startsWith('NOT') === true) missed += 1;
      write(row);
    }
  };
  write(['mutant', 'seed', 'seeds tried', 'invariant', 'ms']);
  write(['---', '---', '---', '---', '---']);
  await Promise.all(Array.from({ length: availableParallelism() }, huntOneByOne));
  return missed === 0 ? 0 : 1;
}

try {
  process.exitCode = await huntAll(readArguments());
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
