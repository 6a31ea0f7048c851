import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Milliseconds that a new process needs to load a file. The layer stands where Lambda puts it. */
export function load(file: string, layer: string, variables: Readonly<Record<string, string>> = {}): number {
  const script = `
    const { registerHooks } = require('node:module');
    registerHooks({ resolve: (name, context, next) => next(name.replace(/^\\/opt\\//, ${JSON.stringify(`${layer}/`)}), context) });
    const began = performance.now();
    require(${JSON.stringify(file)});
    process.stdout.write(String(performance.now() - began), () => process.exit(0));`;
  const environment = {
    LAMBDA_TASK_ROOT: path.dirname(file),
    CONSOLE_CONFIGURATION: JSON.stringify({
      ...{ stage: 's', issuer: 'https://login.example.com', clientId: 'c', scope: 'openid', token: 'id' },
      ...{ userClaim: 'email', groupsClaim: 'groups', audience: 'c' },
    }),
    TABLE_NAME: 't',
    DEVICE_HEADS_TABLE_NAME: 'h',
    PASSKEYS: '{"stage":"s","roots":[],"floor":{"level":"off","over":{}}}',
    EVENT_BUS_NAME: 'b',
    EXCHANGE_ENVIRONMENT: 'hashkey-sandbox',
    KEY_NAME: 'read',
    KEY_SECRET_ID: 's',
    FIAT_KEY_SECRET_ID: 's',
    KEY_OWNERS: '{"read":"f"}',
    POWERTOOLS_METRICS_NAMESPACE: 'n',
    TABLE_ARN: 't',
    EXPORT_BUCKET_NAME: 'b',
    EXPORT_KEY_ARN: 'k',
  };
  const queues = { RELEASE_QUEUE_URL: 'http://127.0.0.1/q', SWEEP_QUEUE_URL: 'http://127.0.0.1/q' };
  const aws = {
    AWS_REGION: 'ap-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  };
  const env = { PATH: process.env.PATH, ...environment, ...queues, ...aws, ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
  return Number(stdout);
}
