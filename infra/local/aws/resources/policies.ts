import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import { busName } from '../events/put-events.ts';
import { busArn } from '../guard/event-calls.ts';
import { at, ignored, type Resource, readProperties } from './resource.ts';
import type { Creator, ResourceContext } from './resource-context.ts';

// Policies of resources that are resources of their own. What they allow is decided at each call: they may be made
// last.

const document = v.unknown();

/** AWS::SQS::QueuePolicy. Queues are named by their URLs. */
export const createQueuePolicy: Creator = (resource, resourceContext) => {
  const { Queues, PolicyDocument } = readProperties(
    resource,
    v.strictObject({ Queues: v.array(v.string()), PolicyDocument: document }),
  );
  const arns = Queues.map((url) => resourceContext.names.arn('sqs', url.slice(url.lastIndexOf('/') + 1)));
  return addResourcePolicies(arns, PolicyDocument, resource, resourceContext);
};

/** AWS::SNS::TopicPolicy */
export const createTopicPolicy: Creator = (resource, resourceContext) => {
  const schema = v.strictObject({ Topics: v.array(v.string()), PolicyDocument: document });
  const { Topics, PolicyDocument } = readProperties(resource, schema);
  return addResourcePolicies(Topics, PolicyDocument, resource, resourceContext);
};

/** AWS::SecretsManager::ResourcePolicy */
export const createSecretPolicy: Creator = (resource, resourceContext) => {
  const schema = v.strictObject({ SecretId: v.string(), ResourcePolicy: document, BlockPublicPolicy: ignored });
  const { SecretId, ResourcePolicy } = readProperties(resource, schema);
  return addResourcePolicies(
    [resourceContext.secrets.arnOf(SecretId)],
    ResourcePolicy,
    resource,
    resourceContext,
    'ResourcePolicy',
  );
};

/** AWS::S3::BucketPolicy */
export const createBucketPolicy: Creator = (resource, resourceContext) => {
  const schema = v.strictObject({ Bucket: v.string(), PolicyDocument: document });
  const { Bucket, PolicyDocument } = readProperties(resource, schema);
  return addResourcePolicies([`arn:aws:s3:::${Bucket}`], PolicyDocument, resource, resourceContext);
};

/** AWS::Events::EventBusPolicy in its newer form: one statement. */
export const createBusPolicy: Creator = (resource, resourceContext) => {
  const schema = v.strictObject({ EventBusName: v.string(), StatementId: v.string(), Statement: document });
  const { EventBusName, Statement } = readProperties(resource, schema);
  const policy = { Version: '2012-10-17', Statement: [Statement] };
  return addResourcePolicies(
    [busArn(resourceContext.names, busName(EventBusName))],
    policy,
    resource,
    resourceContext,
    'Statement',
  );
};

const permissionSchema = v.looseObject({ FunctionName: v.string() });

/** AWS::Lambda::Permission. The function is named by its name or ARN, with a version or an alias where one is meant. */
export const createPermission: Creator = (resource, resourceContext) => {
  const { FunctionName } = readProperties(resource, permissionSchema);
  const target = resourceContext.functions.lookUp(FunctionName);
  if (!target) {
    throw new UnsupportedTemplateError(at(resource, 'FunctionName'), `${FunctionName} is no function of this stack`);
  }
  const arn = FunctionName.startsWith('arn:') ? FunctionName : target.arn;
  resourceContext.guard.access.addFunctionPermission(arn, resource.properties, at(resource, ''));
  return { ref: resourceContext.names.physical(resource.logicalId, 128) };
};

function addResourcePolicies(
  arns: readonly string[],
  policy: unknown,
  resource: Resource,
  resourceContext: ResourceContext,
  property = 'PolicyDocument',
) {
  for (const arn of arns) resourceContext.guard.access.addResourcePolicy(arn, policy, at(resource, property));
  return { ref: resourceContext.names.physical(resource.logicalId, 128) };
}
