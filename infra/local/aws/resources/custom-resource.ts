import { CustomResourceFailedError, NoSuchResourceError } from '../errors.ts';
import { callCustomResource, scalarsAsText } from './custom-resource-call.ts';
import type { Creator, ResourceContext } from './resource-context.ts';

/** `Custom::*` and AWS::CloudFormation::CustomResource: its function is told `Create` and must answer. */
export const createCustomResource: Creator = async (resource, resourceContext) => {
  const created = await callCustomResource(resource, { RequestType: 'Create' }, resourceContext);
  resourceContext.createdCustomResources.set(resource.logicalId, { resource, ref: created.ref });
  return created;
};

/**
 * Tells the function of the one custom resource of this type what a deployment tells it that changes these properties.
 * Answers the resource's attributes. Throws a NoSuchResourceError, or a CustomResourceFailedError where the deployment
 * fails.
 */
export async function updateCustomResource(
  type: string,
  changes: Readonly<Record<string, unknown>>,
  resourceContext: ResourceContext,
): Promise<Readonly<Record<string, unknown>>> {
  const made = [...resourceContext.createdCustomResources.values()];
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
  const { ref, attributes = {} } = await callCustomResource(resource, update, resourceContext);
  if (ref !== only.ref) throw new CustomResourceFailedError(resource.logicalId, 'a replacement is not understood here');
  resourceContext.createdCustomResources.set(resource.logicalId, { resource, ref });
  return attributes;
}

export function isCustomResource(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}
