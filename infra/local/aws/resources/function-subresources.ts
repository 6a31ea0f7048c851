import * as v from 'valibot';
import { DeploymentRefusedError, UnsupportedTemplateError } from '../errors.ts';
import { pollerActions, startQueueMapping } from '../lambda/event-source.ts';
import type { LocalFunction } from '../lambda/functions.ts';
import { arnName, arnService } from '../names.ts';
import { at, flag, ignored, integer, type Resource, readProperties } from './resource.ts';
import type { Creator, ResourceContext } from './resource-context.ts';

// What belongs to a function and is a resource of its own.

const invokeConfigSchema = v.strictObject({
  FunctionName: v.string(),
  Qualifier: v.string(),
  MaximumRetryAttempts: v.optional(v.pipe(integer, v.maxValue(2, 'at most 2')), 2),
  // All attempts are over within seconds here; the smallest age is a minute.
  MaximumEventAgeInSeconds: ignored,
  DestinationConfig: v.optional(
    v.strictObject({
      OnFailure: v.optional(v.strictObject({ Destination: v.string() })),
      OnSuccess: v.optional(v.strictObject({ Destination: v.string() })),
    }),
  ),
});

/** AWS::Lambda::EventInvokeConfig */
export const createEventInvokeConfig: Creator = (resource, resourceContext) => {
  const config = readProperties(resource, invokeConfigSchema);
  const target = resourceContext.functions.find(config.FunctionName);
  const onFailure = config.DestinationConfig?.OnFailure?.Destination;
  const onSuccess = config.DestinationConfig?.OnSuccess?.Destination;
  if (onFailure !== undefined)
    resourceContext.delivery.check(onFailure, {}, at(resource, 'DestinationConfig.OnFailure.Destination'));
  if (onSuccess !== undefined)
    resourceContext.delivery.check(onSuccess, {}, at(resource, 'DestinationConfig.OnSuccess.Destination'));
  target.policy = {
    ...target.policy,
    maximumRetryAttempts: config.MaximumRetryAttempts,
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(onSuccess === undefined ? {} : { onSuccess }),
  };
  return { ref: `${target.name}|${config.Qualifier}` };
};

const mappingSchema = v.strictObject({
  FunctionName: v.string(),
  EventSourceArn: v.string(),
  BatchSize: v.optional(v.pipe(integer, v.minValue(1, 'at least 1')), 10),
  Enabled: v.optional(flag, true),
  FunctionResponseTypes: v.optional(v.array(v.literal('ReportBatchItemFailures')), []),
  ScalingConfig: v.optional(v.strictObject({ MaximumConcurrency: v.optional(integer) })),
  // A batch goes as soon as a message is there.
  MaximumBatchingWindowInSeconds: ignored,
  MetricsConfig: ignored,
  Tags: ignored,
});

/** What one receive of SQS can give at most, and so a batch here. */
const receiveLimit = 10;
const pollers = 2;

/** AWS::Lambda::EventSourceMapping from a queue of this stack. It starts to poll when the whole stack is there. */
export const createEventSourceMapping: Creator = (resource, resourceContext) => {
  const mapping = readProperties(resource, mappingSchema);
  checkQueue(mapping.EventSourceArn, resource, resourceContext);
  const target = resourceContext.functions.find(mapping.FunctionName);
  if (mapping.Enabled) {
    resourceContext.whenComplete(() => {
      checkPoller(mapping.EventSourceArn, target, resource, resourceContext);
      startQueueMapping(
        {
          queueArn: mapping.EventSourceArn,
          region: resourceContext.names.region,
          target,
          batchSize: Math.min(mapping.BatchSize, receiveLimit),
          reportsItemFailures: mapping.FunctionResponseTypes.length > 0,
          concurrency: Math.min(mapping.ScalingConfig?.MaximumConcurrency ?? pollers, pollers),
        },
        resourceContext.messaging,
        resourceContext.background,
        resourceContext.guard,
      );
    });
  }
  const id = resourceContext.names.physical(resource.logicalId, 64);
  return { ref: id, attributes: { Id: id } };
};

function checkQueue(arn: string, resource: Resource, resourceContext: ResourceContext): void {
  if (arnService(arn) === 'sqs' && resourceContext.queues.includes(arnName(arn))) return;
  throw new UnsupportedTemplateError(at(resource, 'EventSourceArn'), `${arn} is no queue of this stack`);
}

/** AWS makes no mapping whose function has no right to the queue. */
function checkPoller(
  queueArn: string,
  { identity }: LocalFunction,
  resource: Resource,
  { guard }: ResourceContext,
): void {
  const calls = pollerActions.map((action) => ({ action, resource: queueArn, context: {} }));
  if (guard.permits(identity, calls)) return;
  const reason = `the role of ${identity.name} lacks one of ${pollerActions.join(', ')} on ${queueArn}, or the queue's key`;
  throw new DeploymentRefusedError(resource.logicalId, reason);
}

const versionSchema = v.strictObject({ FunctionName: v.string(), Description: ignored, CodeSha256: ignored });

/** AWS::Lambda::Version: it runs the same code as `$LATEST` here. */
export const createVersion: Creator = (resource, resourceContext) => {
  const { FunctionName } = readProperties(resource, versionSchema);
  const arn = `${resourceContext.functions.find(FunctionName).arn}:1`;
  return { ref: arn, attributes: { Version: '1', FunctionArn: arn } };
};

const aliasSchema = v.strictObject({
  FunctionName: v.string(),
  FunctionVersion: v.string(),
  Name: v.string(),
  Description: ignored,
});

/** AWS::Lambda::Alias */
export const createAlias: Creator = (resource, resourceContext) => {
  const { FunctionName, Name } = readProperties(resource, aliasSchema);
  const arn = `${resourceContext.functions.find(FunctionName).arn}:${Name}`;
  return { ref: arn, attributes: { AliasArn: arn } };
};
