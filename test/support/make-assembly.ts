import path from 'node:path';
import { bundleAll } from '../../infra/bundling/assets.ts';
import { localTreasury } from '../../infra/config/local.ts';
import { synthesize } from '../../infra/synthesize.ts';
import { assemblyFolder, bundlesFolder } from './made-folders.ts';

// In a process of its own: loaded by the test runner, the CDK takes twice as long.

/** What an execution of the example workflow waits. The tests end the wait themselves. */
const waitSeconds = 60;

const [, , made] = process.argv;
if (made === undefined) throw new TypeError('the folder is missing');
const treasury = { ...localTreasury(), workflows: { exampleWaitSeconds: waitSeconds, stateMachines: [] } };
// ../infra/rules/findings.checks.ts has the CDK's validation look at this stage. It takes most of the time.
process.env.CDK_VALIDATION = 'false';
const root = path.resolve(import.meta.dirname, '../..');
const assets = await bundleAll(root, path.join(made, bundlesFolder));
await synthesize({ stage: 'local', treasury, assets, outdir: path.join(made, assemblyFolder) });
