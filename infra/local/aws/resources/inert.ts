import type { Names } from '../names.ts';
import type { Created, Creator, Resource } from './resource.ts';

/**
 * Types that say who may do what, or what is logged, watched and encrypted. Their intrinsic functions are resolved, so
 * a mistake in them is found; on this machine they have no effect.
 */
const inertTypes: Readonly<Record<string, (resource: Resource, names: Names) => Created>> = {
  'AWS::CDK::Metadata': plain,
  'AWS::CloudWatch::Alarm': (resource, names) => named(resource, names, 'cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::CloudWatch::CompositeAlarm': (resource, names) => named(resource, names, 'cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::CloudWatch::Dashboard': plain,
  'AWS::Events::EventBusPolicy': plain,
  'AWS::IAM::ManagedPolicy': plain,
  'AWS::IAM::Policy': plain,
  'AWS::IAM::Role': (resource, names) => {
    const name = nameOf(resource, names, 'RoleName');
    return { ref: name, attributes: { Arn: names.globalArn('iam', `role/${name}`), RoleId: name } };
  },
  'AWS::KMS::Alias': plain,
  'AWS::KMS::Key': (resource, names) => {
    const id = names.physical(resource.logicalId, 64);
    return { ref: id, attributes: { Arn: names.arn('kms', `key/${id}`), KeyId: id } };
  },
  'AWS::Lambda::LayerVersionPermission': plain,
  'AWS::Lambda::Permission': plain,
  'AWS::Logs::LogGroup': (resource, names) => {
    const name = nameOf(resource, names, 'LogGroupName');
    return { ref: name, attributes: { Arn: names.arn('logs', `log-group:${name}:*`) } };
  },
  'AWS::Logs::MetricFilter': plain,
  'AWS::Logs::QueryDefinition': plain,
  'AWS::Logs::ResourcePolicy': plain,
  'AWS::SNS::TopicPolicy': plain,
  'AWS::SQS::QueuePolicy': plain,
  'AWS::SecretsManager::ResourcePolicy': plain,
};

function plain(resource: Resource, names: Names): Created {
  return { ref: names.physical(resource.logicalId, 128) };
}

function nameOf(resource: Resource, names: Names, property: string): string {
  const name = resource.properties[property];
  return typeof name === 'string' ? name : names.physical(resource.logicalId, 64);
}

function named(resource: Resource, names: Names, service: string, prefix: string, property: string): Created {
  const name = nameOf(resource, names, property);
  return { ref: name, attributes: { Arn: names.arn(service, `${prefix}${name}`) } };
}

export const inertCreators: Readonly<Record<string, Creator>> = Object.fromEntries(
  Object.entries(inertTypes).map(([type, create]): [string, Creator] => [
    type,
    (resource, cloud) => create(resource, cloud.names),
  ]),
);
