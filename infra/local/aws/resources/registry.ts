import { UnsupportedTemplateError } from '../errors.ts';
import { createBucket } from './bucket.ts';
import { createBus, createRule } from './bus.ts';
import { createCustomResource, isCustomResource } from './custom-resource.ts';
import { createFunction, createLayer } from './function.ts';
import {
  createAlias,
  createEventInvokeConfig,
  createEventSourceMapping,
  createVersion,
} from './function-subresources.ts';
import { createApi, createAuthorizer, createIntegration, createRoute, createStage } from './http-api.ts';
import { createKey, createKeyAlias } from './key.ts';
import { createLogGroup } from './log-group.ts';
import { noOpCreators } from './no-op.ts';
import {
  createBucketPolicy,
  createBusPolicy,
  createPermission,
  createQueuePolicy,
  createSecretPolicy,
  createTopicPolicy,
} from './policies.ts';
import { createQueue } from './queue.ts';
import type { Creator } from './resource-context.ts';
import { createPolicy, createRole } from './roles.ts';
import { createSchedule, createScheduleGroup } from './schedule.ts';
import { createSecret } from './secret.ts';
import { createStateMachine } from './state-machine.ts';
import { createGlobalTable, createTable } from './table.ts';
import { createSubscription, createTopic } from './topic.ts';

const creators: Readonly<Record<string, Creator>> = {
  ...noOpCreators,
  'AWS::ApiGatewayV2::Api': createApi,
  'AWS::ApiGatewayV2::Authorizer': createAuthorizer,
  'AWS::ApiGatewayV2::Integration': createIntegration,
  'AWS::ApiGatewayV2::Route': createRoute,
  'AWS::ApiGatewayV2::Stage': createStage,
  'AWS::DynamoDB::GlobalTable': createGlobalTable,
  'AWS::DynamoDB::Table': createTable,
  'AWS::Events::EventBus': createBus,
  'AWS::Events::EventBusPolicy': createBusPolicy,
  'AWS::Events::Rule': createRule,
  'AWS::IAM::Policy': createPolicy,
  'AWS::IAM::Role': createRole,
  'AWS::KMS::Alias': createKeyAlias,
  'AWS::KMS::Key': createKey,
  'AWS::Lambda::Alias': createAlias,
  'AWS::Lambda::EventInvokeConfig': createEventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': createEventSourceMapping,
  'AWS::Lambda::Function': createFunction,
  'AWS::Lambda::LayerVersion': createLayer,
  'AWS::Lambda::Permission': createPermission,
  'AWS::Lambda::Version': createVersion,
  'AWS::Logs::LogGroup': createLogGroup,
  'AWS::S3::Bucket': createBucket,
  'AWS::S3::BucketPolicy': createBucketPolicy,
  'AWS::SNS::Subscription': createSubscription,
  'AWS::SNS::Topic': createTopic,
  'AWS::SNS::TopicPolicy': createTopicPolicy,
  'AWS::SQS::Queue': createQueue,
  'AWS::SQS::QueuePolicy': createQueuePolicy,
  'AWS::Scheduler::Schedule': createSchedule,
  'AWS::Scheduler::ScheduleGroup': createScheduleGroup,
  'AWS::SecretsManager::ResourcePolicy': createSecretPolicy,
  'AWS::SecretsManager::Secret': createSecret,
  'AWS::StepFunctions::StateMachine': createStateMachine,
};

/** How a type of resource is made here. Throws an UnsupportedTemplateError for a type that is not understood. */
export function creatorOf(type: string, logicalId: string): Creator {
  if (isCustomResource(type)) return createCustomResource;
  const creator = Object.hasOwn(creators, type) ? creators[type] : undefined;
  if (creator) return creator;
  throw new UnsupportedTemplateError({ logicalId, path: 'Type' }, `resources of type ${type} are not understood`);
}
