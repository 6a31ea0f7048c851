import * as v from 'valibot';
import { DeploymentRefusedError, UnsupportedTemplateError } from '../errors.ts';
import { type Identity, roleIdentity } from '../guard/identity.ts';
import type { RequestedCall } from '../iam/call.ts';
import { at, ignored, type Resource, readProperties } from './resource.ts';
import type { Creator, ResourceContext } from './resource-context.ts';

/** What is said of AWS's own policies that are known here. */
const managedPolicies: Readonly<Record<string, readonly string[]>> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
};

const roleSchema = v.strictObject({
  RoleName: v.optional(v.string()),
  AssumeRolePolicyDocument: v.unknown(),
  Policies: v.optional(v.array(v.strictObject({ PolicyName: v.string(), PolicyDocument: v.unknown() })), []),
  ManagedPolicyArns: v.optional(v.array(v.string()), []),
  Description: ignored,
  MaxSessionDuration: ignored,
  Tags: ignored,
});

/** AWS::IAM::Role */
export const createRole: Creator = (resource, resourceContext) => {
  const role = readProperties(resource, roleSchema);
  const name = role.RoleName ?? resourceContext.names.physical(resource.logicalId, 64);
  const arn = resourceContext.names.globalArn('iam', `role/${name}`);
  const { access } = resourceContext.guard;
  access.addRole(arn, role.AssumeRolePolicyDocument, at(resource, 'AssumeRolePolicyDocument'));
  for (const [index, { PolicyDocument }] of role.Policies.entries()) {
    access.addIdentityPolicy([name], PolicyDocument, at(resource, `Policies.${index}.PolicyDocument`));
  }
  for (const [index, policy] of role.ManagedPolicyArns.entries()) {
    const here = at(resource, `ManagedPolicyArns.${index}`);
    const actions = Object.hasOwn(managedPolicies, policy) ? managedPolicies[policy] : undefined;
    if (actions === undefined) throw new UnsupportedTemplateError(here, `the policy ${policy} is not known here`);
    const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
    access.addIdentityPolicy([name], { Version: '2012-10-17', Statement: [statement] }, here);
  }
  return { ref: name, attributes: { Arn: arn, RoleId: name } };
};

const policySchema = v.strictObject({
  PolicyName: v.string(),
  PolicyDocument: v.unknown(),
  Roles: v.pipe(v.array(v.string()), v.minLength(1, 'at least one role')),
});

/** AWS::IAM::Policy of roles of this stack. */
export const createPolicy: Creator = (resource, resourceContext) => {
  const { PolicyName, PolicyDocument, Roles } = readProperties(resource, policySchema);
  resourceContext.guard.access.addIdentityPolicy(Roles, PolicyDocument, at(resource, 'PolicyDocument'));
  return { ref: PolicyName };
};

interface RoleUse {
  /** What the identity is called. */
  readonly name: string;
  readonly service: string;
  readonly roleArn: string;
  /** Where the template names the role. */
  readonly property: string;
  readonly context?: RequestedCall['context'];
}

/**
 * The identity of what a service runs with a role. AWS refuses to make what has a role that the service cannot take on.
 */
export function assumeRole(resource: Resource, resourceContext: ResourceContext, roleUse: RoleUse): Identity {
  const { name, service, roleArn, property, context = {} } = roleUse;
  const verdict = resourceContext.guard.access.mayAssume(service, roleArn, context);
  if (verdict.allowed) return roleIdentity(name, roleArn);
  throw new DeploymentRefusedError(
    resource.logicalId,
    `${property} cannot be assumed by ${service}: ${verdict.message}`,
  );
}
