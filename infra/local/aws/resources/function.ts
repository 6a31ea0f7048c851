import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import type { Identity } from '../guard/identity.ts';
import { functionEnvironment } from '../lambda/environment.ts';
import { startEnvironment } from '../lambda/execution-role.ts';
import type { PoolOptions } from '../lambda/pool.ts';
import { at, ignored, integer, type Resource, readProperties } from './resource.ts';
import type { Creator, ResourceContext } from './resource-context.ts';
import { assumeRole } from './roles.ts';

const codeSchema = v.strictObject({ S3Bucket: v.string(), S3Key: v.string() });

const functionSchema = v.strictObject({
  FunctionName: v.optional(v.string()),
  Code: codeSchema,
  Handler: v.pipe(v.string(), v.regex(/^[^.].*\.[^./]+$/, 'a handler such as "index.handler"')),
  Runtime: v.string(),
  PackageType: v.optional(v.literal('Zip')),
  Timeout: v.optional(integer, 3),
  MemorySize: v.optional(integer, 128),
  Environment: v.optional(v.strictObject({ Variables: v.optional(v.record(v.string(), v.string()), {}) })),
  Layers: v.optional(v.array(v.string()), []),
  ReservedConcurrentExecutions: v.optional(integer),
  DeadLetterConfig: v.optional(v.strictObject({ TargetArn: v.string() })),
  Role: v.string(),
  LoggingConfig: v.optional(v.looseObject({ LogGroup: v.optional(v.string()) }), {}),
  TracingConfig: v.optional(v.strictObject({ Mode: v.picklist(['Active', 'PassThrough']) })),
  // Known, and without effect: JavaScript runs on any architecture, and there are no networks here.
  Architectures: ignored,
  Description: ignored,
  EphemeralStorage: ignored,
  KmsKeyArn: ignored,
  RecursiveLoop: ignored,
  Tags: ignored,
  VpcConfig: ignored,
});

/**
 * Most processes of one function. AWS would run a thousand; to start them takes most of what a machine does for a
 * stack, and two show what comes of calls at the same time.
 */
const concurrencyLimit = 2;

/** AWS::Lambda::Function with a zip asset and a Node runtime. */
export const createFunction: Creator = (resource, resourceContext) => {
  const declared = readProperties(resource, functionSchema);
  checkRuntime(declared.Runtime, resource);
  const name = declared.FunctionName ?? resourceContext.names.physical(resource.logicalId, 64);
  const arn = resourceContext.names.arn('lambda', `function:${name}`);
  const taskRoot = assetFolder(declared.Code, 'Code', resource, resourceContext);
  // Later layers are laid over earlier ones, so the last is looked at first.
  const layers = declared.Layers.map((layer, index) => layerFolder(layer, index, resource, resourceContext)).reverse();
  const deadLetterArn = declared.DeadLetterConfig?.TargetArn;
  if (deadLetterArn !== undefined)
    resourceContext.delivery.check(deadLetterArn, {}, at(resource, 'DeadLetterConfig.TargetArn'));
  const facts = {
    functionName: name,
    handler: declared.Handler,
    runtime: declared.Runtime,
    memoryMb: declared.MemorySize,
    region: resourceContext.names.region,
    taskRoot,
    layers,
  };
  const variables = { ...declared.Environment?.Variables, ...resourceContext.variables.get(name) };
  const identity = assumeRole(resource, resourceContext, {
    name,
    service: 'lambda.amazonaws.com',
    roleArn: declared.Role,
    property: 'Role',
  });
  resourceContext.credentials.addFunction(identity);
  resourceContext.functions.add(
    {
      ...facts,
      functionArn: arn,
      timeoutMs: declared.Timeout * 1000,
      concurrency: Math.min(declared.ReservedConcurrentExecutions ?? concurrencyLimit, concurrencyLimit),
      environment: functionEnvironment(variables, facts, resourceContext.endpoints),
      ...logOf(declared, identity, resourceContext),
    },
    identity,
    { maximumRetryAttempts: 2, ...(deadLetterArn === undefined ? {} : { deadLetterArn }) },
  );
  return { ref: name, attributes: { Arn: arn } };
};

/** Takes the lines of a function's processes, as long as its role may write them. */
function logOf(
  { LoggingConfig, TracingConfig }: v.InferOutput<typeof functionSchema>,
  identity: Identity,
  { guard, names, logGroups, log }: ResourceContext,
): Pick<PoolOptions, 'onLine' | 'onStart'> {
  const logGroup = LoggingConfig.LogGroup ?? `/aws/lambda/${identity.name}`;
  let isWritten = true;
  return {
    onStart: () => {
      const environs = {
        logGroup,
        logGroupExists: logGroups.has(logGroup),
        isTraced: TracingConfig?.Mode === 'Active',
      };
      isWritten = startEnvironment(guard, identity, names, environs);
    },
    onLine: (line) => {
      if (isWritten) log({ function: identity.name, line });
    },
  };
}

const layerSchema = v.strictObject({
  LayerName: v.optional(v.string()),
  Content: codeSchema,
  CompatibleArchitectures: ignored,
  CompatibleRuntimes: ignored,
  Description: ignored,
  LicenseInfo: ignored,
});

/** AWS::Lambda::LayerVersion */
export const createLayer: Creator = (resource, resourceContext) => {
  const layer = readProperties(resource, layerSchema);
  const name = layer.LayerName ?? resourceContext.names.physical(resource.logicalId, 140);
  const arn = resourceContext.names.arn('lambda', `layer:${name}:1`);
  resourceContext.layers.set(arn, assetFolder(layer.Content, 'Content', resource, resourceContext));
  return { ref: arn, attributes: { LayerVersionArn: arn } };
};

function checkRuntime(runtime: string, resource: Resource): void {
  const [own = ''] = process.versions.node.split('.');
  if (runtime === `nodejs${own}.x`) return;
  throw new UnsupportedTemplateError(at(resource, 'Runtime'), `${runtime} cannot run here; this is nodejs${own}.x`);
}

function assetFolder(
  code: v.InferOutput<typeof codeSchema>,
  path: string,
  resource: Resource,
  resourceContext: ResourceContext,
): string {
  const folder = resourceContext.assembly.assets.get(code.S3Key);
  if (folder !== undefined) return folder;
  throw new UnsupportedTemplateError(at(resource, `${path}.S3Key`), `the assembly holds no asset folder ${code.S3Key}`);
}

function layerFolder(arn: string, index: number, resource: Resource, resourceContext: ResourceContext): string {
  const folder = resourceContext.layers.get(arn);
  if (folder !== undefined) return folder;
  throw new UnsupportedTemplateError(at(resource, `Layers.${index}`), `${arn} is no layer of this stack`);
}
