import { localTreasury } from '../../infra/config/local.ts';
import { synthesize } from '../../infra/synthesize.ts';

// In a process of its own: loaded by the test runner, the CDK takes twice as long.

/** What an execution of the example workflow waits. The tests end the wait themselves. */
const waitSeconds = 60;

const [, , outdir] = process.argv;
if (outdir === undefined) throw new TypeError('the folder is missing');
const treasury = { ...localTreasury(), workflows: { exampleWaitSeconds: waitSeconds, stateMachines: [] } };
// ../infra/rules/findings.checks.ts has the CDK's validation look at this stage. It takes most of the time.
process.env.CDK_VALIDATION = 'false';
await synthesize({ stage: 'local', treasury, outdir });
