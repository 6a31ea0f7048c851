import { allows, type Json, lambda, policy, resource } from '../support/assembly.ts';

// What the tests of permissions have in common: one function, as which they call, and a KMS key.

export const account = '000000000000';
/** What AWS calls the role of the function in its refusals. */
export const testRole = `arn:aws:iam::${account}:role/Test-TestRole`;

export function arn(service: string, name: string): string {
  return `arn:aws:${service}:us-east-1:${account}:${name}`;
}

export function attribute(logicalId: string, name = 'Arn'): Json {
  return { 'Fn::GetAtt': [logicalId, name] };
}

/** A stack with the function `caller`, whose role has these rights, and with these resources. */
export function callerStack(resources: Json, rights: readonly Json[] = [], handler = 'return event') {
  return {
    resources: { Caller: lambda('caller'), ...resources },
    rights,
    assets: { caller: { 'index.js': `exports.handler = async (event) => { ${handler} };` } },
  };
}

/** Leaves it to the policies of the account's roles who may use the key, as CDK's own key policy does. */
const accountStatement = {
  ...allows(['kms:*'], '*'),
  Principal: { AWS: { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:root` } },
};

export function kmsKey(...statements: readonly Json[]): Json {
  return resource('AWS::KMS::Key', { KeyPolicy: policy([accountStatement, ...statements]) });
}

/** A statement of a resource's policy, for an AWS service. */
export function forService(Service: string, actions: readonly string[], Resource: unknown, more: Json = {}): Json {
  return { ...allows(actions, Resource, more), Principal: { Service } };
}

/** What IAM says where nothing allows a call. */
export function notAuthorizedMessage(action: string, on: string, who: string = testRole): string {
  return `User: ${who} is not authorized to perform: ${action} on resource: ${on}`;
}
