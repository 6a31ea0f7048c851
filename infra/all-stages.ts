import { rm } from 'node:fs/promises';
import path from 'node:path';
import { tellFailure } from './command-line/tell-failure.ts';
import { stageNames } from './config/stages.ts';
import { synthesizeStages } from './synthesize.ts';

// `npm run synth`: every stage that has a file in infra/config, each into cdk.out/<stage>, and all checks on each.

const outdir = path.resolve(import.meta.dirname, '..', 'cdk.out');

try {
  for (const stage of stageNames) await rm(path.join(outdir, stage), { recursive: true, force: true });
  for (const { stackName, directory, examples } of await synthesizeStages(stageNames, outdir)) {
    const note = examples.length === 0 ? '' : ` (refuses to be deployed: examples in ${examples.join(', ')})`;
    process.stdout.write(`${stackName} is in ${path.relative(process.cwd(), directory)}${note}\n`);
  }
} catch (error) {
  tellFailure(error);
}
