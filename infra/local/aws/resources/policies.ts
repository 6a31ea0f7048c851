import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import { busName } from '../events/put-events.ts';
import { busArn } from '../guard/event-calls.ts';
import type { Cloud } from './cloud.ts';
import { at, type Creator, ignored, type Resource, readProperties } from './resource.ts';

// Policies of resources that are resources of their own. What they allow is decided at each call: they may be made last.

const document = v.unknown();

/** AWS::SQS::QueuePolicy. Queues are named by their URLs. */
export const createQueuePolicy: Creator = (resource, cloud) => {
  const { Queues, PolicyDocument } = readProperties(
    resource,
    v.strictObject({ Queues: v.array(v.string()), PolicyDocument: document }),
  );
  const arns = Queues.map((url) => cloud.names.arn('sqs', url.slice(url.lastIndexOf('/') + 1)));
  return add(arns, PolicyDocument, resource, cloud);
};

/** AWS::SNS::TopicPolicy */
export const createTopicPolicy: Creator = (resource, cloud) => {
  const schema = v.strictObject({ Topics: v.array(v.string()), PolicyDocument: document });
  const { Topics, PolicyDocument } = readProperties(resource, schema);
  return add(Topics, PolicyDocument, resource, cloud);
};

/** AWS::SecretsManager::ResourcePolicy */
export const createSecretPolicy: Creator = (resource, cloud) => {
  const schema = v.strictObject({ SecretId: v.string(), ResourcePolicy: document, BlockPublicPolicy: ignored });
  const { SecretId, ResourcePolicy } = readProperties(resource, schema);
  return add([cloud.secrets.arnOf(SecretId)], ResourcePolicy, resource, cloud, 'ResourcePolicy');
};

/** AWS::S3::BucketPolicy */
export const createBucketPolicy: Creator = (resource, cloud) => {
  const schema = v.strictObject({ Bucket: v.string(), PolicyDocument: document });
  const { Bucket, PolicyDocument } = readProperties(resource, schema);
  return add([`arn:aws:s3:::${Bucket}`], PolicyDocument, resource, cloud);
};

/** AWS::Events::EventBusPolicy in its newer form: one statement. */
export const createBusPolicy: Creator = (resource, cloud) => {
  const schema = v.strictObject({ EventBusName: v.string(), StatementId: v.string(), Statement: document });
  const { EventBusName, Statement } = readProperties(resource, schema);
  const policy = { Version: '2012-10-17', Statement: [Statement] };
  return add([busArn(cloud.names, busName(EventBusName))], policy, resource, cloud, 'Statement');
};

const permissionSchema = v.looseObject({ FunctionName: v.string() });

/** AWS::Lambda::Permission. The function is named by its name or ARN, with a version or an alias where one is meant. */
export const createPermission: Creator = (resource, cloud) => {
  const { FunctionName } = readProperties(resource, permissionSchema);
  const target = cloud.functions.lookUp(FunctionName);
  if (!target) {
    throw new UnsupportedTemplateError(at(resource, 'FunctionName'), `${FunctionName} is no function of this stack`);
  }
  const arn = FunctionName.startsWith('arn:') ? FunctionName : target.arn;
  cloud.guard.access.addFunctionPermission(arn, resource.properties, at(resource, ''));
  return { ref: cloud.names.physical(resource.logicalId, 128) };
};

function add(arns: readonly string[], policy: unknown, resource: Resource, cloud: Cloud, property = 'PolicyDocument') {
  for (const arn of arns) cloud.guard.access.addResourcePolicy(arn, policy, at(resource, property));
  return { ref: cloud.names.physical(resource.logicalId, 128) };
}
