import { CfnElement } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { assert } from '../../functions/shared/core/errors.ts';

/**
 * Fixes the logical id of a stateful resource. CloudFormation replaces a resource whose logical id changes, and the id
 * comes from its place in the tree: pinned, it can be moved without losing what it holds.
 */
export function pinLogicalId<Made extends IConstruct>(construct: Made, logicalId: string): Made {
  const element = construct instanceof CfnElement ? construct : construct.node.defaultChild;
  assert(element instanceof CfnElement, `${construct.node.path} has no resource to pin`);
  element.overrideLogicalId(logicalId);
  return construct;
}
