import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { exitCodeFor, invalidFlag, readFlags } from '../../command-line/flags.ts';
import { stageNames } from '../../config/stages.ts';
import { DeliveryStack } from './delivery-stack.ts';
import { readRepository } from './repository.ts';

// `npm run delivery`: writes the template of what GitHub Actions may do in an account.

const usage = 'npm run delivery -- --repository OWNER/NAME [--stage STAGE …] [--provider-exists]';

/** Nothing is deployed to this machine's stage. */
const deployedStages = stageNames.filter((stage) => stage !== 'local');

function main(args: readonly string[]): void {
  const options = {
    repository: { type: 'string' },
    stage: { type: 'string', multiple: true },
    'provider-exists': { type: 'boolean' },
  } as const;
  const {
    repository,
    stage = deployedStages,
    'provider-exists': providerExists = false,
  } = readFlags(args, options, usage);
  if (repository === undefined) throw invalidFlag('--repository', 'is missing', 'owner/name');
  const unknown = stage.find((name) => !deployedStages.includes(name));
  if (unknown !== undefined) throw invalidFlag('--stage', `there is no ${unknown}`, deployedStages.join(', '));
  const outdir = path.resolve(import.meta.dirname, '../../../cdk.out/delivery');
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new DeliveryStack(app, {
    repository: readRepository(repository),
    stages: [...new Set(stage)],
    providerExists,
  });
  app.synth();
  const template = path.relative(process.cwd(), path.join(outdir, stack.templateFile));
  process.stdout.write(
    `${template} is written. An administrator of the account deploys it:\n` +
      `aws cloudformation deploy --stack-name ${stack.stackName} --template-file ${template} --capabilities ` +
      `CAPABILITY_NAMED_IAM\n`,
  );
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.exitCode = exitCodeFor(error, usage);
}
