import { CustomResourceFailedError, NoSuchResourceError } from '../errors.ts';
import type { Cloud } from './cloud.ts';
import { scalarsAsText, tellFunction } from './custom-resource-call.ts';
import type { Creator, Resource } from './resource.ts';

/** A custom resource as it was made, and last updated. */
export interface MadeCustomResource {
  readonly resource: Resource;
  readonly ref: string;
}

/** `Custom::*` and AWS::CloudFormation::CustomResource: its function is told `Create` and must answer. */
export const createCustomResource: Creator = async (resource, cloud) => {
  const created = await tellFunction(resource, { RequestType: 'Create' }, cloud);
  cloud.customResourcesMade.set(resource.logicalId, { resource, ref: created.ref });
  return created;
};

/**
 * Tells the function of the one custom resource of this type what a deployment tells it that changes these properties.
 * Answers the resource's attributes. Throws a NoSuchResourceError, or a CustomResourceFailedError where the deployment fails.
 */
export async function updateCustomResource(
  type: string,
  changes: Readonly<Record<string, unknown>>,
  cloud: Cloud,
): Promise<Readonly<Record<string, unknown>>> {
  const made = [...cloud.customResourcesMade.values()];
  const [only, ...others] = made.filter(({ resource }) => resource.type === type);
  if (only === undefined || others.length > 0) {
    throw new NoSuchResourceError(
      'single custom resource',
      type,
      made.map(({ resource }) => resource.type),
    );
  }
  const before = only.resource;
  const resource = { ...before, properties: { ...before.properties, ...changes } };
  const update = {
    RequestType: 'Update',
    PhysicalResourceId: only.ref,
    OldResourceProperties: scalarsAsText(before.properties),
  };
  const { ref, attributes = {} } = await tellFunction(resource, update, cloud);
  if (ref !== only.ref) throw new CustomResourceFailedError(resource.logicalId, 'a replacement is not understood here');
  cloud.customResourcesMade.set(resource.logicalId, { resource, ref });
  return attributes;
}

export function isCustomResource(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
