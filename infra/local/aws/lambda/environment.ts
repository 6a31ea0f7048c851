import { devNull } from 'node:os';
import { delimiter } from 'node:path';
import { fingerprint } from '../names.ts';

/** Where each AWS service is on this machine. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly sns: string;
  readonly s3: string;
  readonly secretsManager: string;
  readonly eventBridge: string;
  readonly lambda: string;
  readonly stepFunctions: string;
  /** Refuses every other service. */
  readonly other: string;
}

export interface RuntimeFacts {
  readonly functionName: string;
  readonly handler: string;
  readonly runtime: string;
  readonly memoryMb: number;
  readonly region: string;
  readonly taskRoot: string;
  readonly layers: readonly string[];
}

/** The access key that a function's calls carry. It differs per function, so that a service can tell who calls. */
export function accessKeyOf(functionName: string): string {
  return `LOCAL${fingerprint(functionName, 15).toUpperCase()}`;
}

/**
 * The whole environment of a function's process: the template's variables, then what Lambda itself sets (which wins,
 * as it does there). Of this process's environment it gets what is needed to find programs, and nothing else.
 */
export function functionEnvironment(
  own: Readonly<Record<string, string>>,
  facts: RuntimeFacts,
  endpoints: Endpoints,
): Record<string, string> {
  return {
    ...own,
    ...hostMinimum(),
    ...runtimeVariables(facts),
    AWS_ENDPOINT_URL: endpoints.other,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventBridge,
    AWS_ENDPOINT_URL_SCHEDULER: endpoints.other,
    AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
    AWS_ENDPOINT_URL_SFN: endpoints.stepFunctions,
  };
}

function runtimeVariables(facts: RuntimeFacts): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyOf(facts.functionName),
    AWS_SECRET_ACCESS_KEY: 'local',
    // A developer's own profile must not change what a function does.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_SESSION_TOKEN: 'local',
    AWS_REGION: facts.region,
    AWS_DEFAULT_REGION: facts.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${facts.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: facts.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(facts.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${facts.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LAMBDA_TASK_ROOT: facts.taskRoot,
    NODE_PATH: facts.layers.map((layer) => `${layer}/nodejs/node_modules`).join(delimiter),
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    _HANDLER: facts.handler,
  };
}

function hostMinimum(): Record<string, string> {
  // The last one only makes a start faster.
  const names = ['PATH', 'TMPDIR', 'SystemRoot', 'TEMP', 'NODE_COMPILE_CACHE'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
