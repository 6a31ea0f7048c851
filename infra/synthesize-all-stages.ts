import { rm } from 'node:fs/promises';
import path from 'node:path';
import { InvalidInputError } from '../functions/shared/core/errors.ts';
import { exitCodeFor, readFlags } from './command-line/flags.ts';
import { reportFailure } from './command-line/report-failure.ts';
import { stageNames } from './config/stages.ts';
import { synthesizeStages } from './synthesize.ts';

// `npm run synth`: every stage that has a file in infra/config, each into its folder of cdk.out, and all checks on
// each.

const usage = 'npm run synth [-- --out FOLDER]';

async function main(args: readonly string[]): Promise<void> {
  const usual = path.resolve(import.meta.dirname, '../cdk.out');
  const { out = usual } = readFlags(args, { out: { type: 'string' } }, usage);
  for (const stage of stageNames) await rm(path.join(out, stage), { recursive: true, force: true });
  for (const { stackName, directory, examples } of await synthesizeStages(stageNames, path.resolve(out))) {
    const note = examples.length === 0 ? '' : ` (refuses to be deployed: examples in ${examples.join(', ')})`;
    process.stdout.write(`${stackName} is in ${path.relative(process.cwd(), directory)}${note}\n`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // The usage helps with a flag, not with a configuration.
  if (error instanceof InvalidInputError) process.exitCode = exitCodeFor(error, usage);
  else reportFailure(error);
}
