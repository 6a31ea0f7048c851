import type { Names } from '../names.ts';
import type { Created, Resource } from './resource.ts';
import type { Creator } from './resource-context.ts';

/**
 * Types that say what is logged and watched. Their intrinsic functions are resolved, so
 * a mistake in them is found; on this machine they have no effect.
 */
const noOpTypes: Readonly<Record<string, (resource: Resource, names: Names) => Created>> = {
  'AWS::CDK::Metadata': plain,
  'AWS::CloudWatch::Alarm': (resource, names) => named(resource, names, 'cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::CloudWatch::CompositeAlarm': (resource, names) => named(resource, names, 'cloudwatch', 'alarm:', 'AlarmName'),
  'AWS::CloudWatch::Dashboard': plain,
  'AWS::Lambda::LayerVersionPermission': plain,
  'AWS::Logs::MetricFilter': plain,
  'AWS::Logs::QueryDefinition': plain,
  'AWS::Logs::ResourcePolicy': plain,
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

export const noOpCreators: Readonly<Record<string, Creator>> = Object.fromEntries(
  Object.entries(noOpTypes).map(([type, create]): [string, Creator] => [
    type,
    (resource, resourceContext) => create(resource, resourceContext.names),
  ]),
);
