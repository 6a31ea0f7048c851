import * as v from 'valibot';
import { DeploymentRefusedError } from '../errors.ts';
import { encryptionContext } from '../guard/encryption.ts';
import { serviceIdentity } from '../guard/identity.ts';
import { at, ignored, type Resource, readProperties } from './resource.ts';
import type { Creator, ResourceContext } from './resource-context.ts';

const logGroupSchema = v.strictObject({
  LogGroupName: v.optional(v.string()),
  KmsKeyId: v.optional(v.string()),
  // Known, and without effect: lines of a log go to whoever started the stack.
  BearerTokenAuthenticationEnabled: ignored,
  DataProtectionPolicy: ignored,
  DeletionProtectionEnabled: ignored,
  FieldIndexPolicies: ignored,
  LogGroupClass: ignored,
  ResourcePolicyDocument: ignored,
  RetentionInDays: ignored,
  Tags: ignored,
});

/** AWS::Logs::LogGroup */
export const createLogGroup: Creator = (resource, resourceContext) => {
  const { LogGroupName, KmsKeyId } = readProperties(resource, logGroupSchema);
  const name = LogGroupName ?? resourceContext.names.physical(resource.logicalId, 64);
  const arn = resourceContext.names.arn('logs', `log-group:${name}`);
  resourceContext.logGroups.add(name);
  resourceContext.guard.encryption.encrypt(arn, KmsKeyId, at(resource, 'KmsKeyId'));
  checkKey(arn, resource, resourceContext);
  return { ref: name, attributes: { Arn: `${arn}:*` } };
};

/** The actions that CloudWatch Logs asks for ("Encrypt log data in CloudWatch Logs using AWS KMS" in its guide). */
const keyActions = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey'];

/** The log service uses the key for itself, and makes no group whose key it may not use. */
function checkKey(arn: string, resource: Resource, resourceContext: ResourceContext): void {
  const key = resourceContext.guard.encryption.keyOf(arn);
  if (key === undefined) return;
  const service = serviceIdentity(`logs.${resourceContext.names.region}.amazonaws.com`);
  const context = encryptionContext({ 'aws:logs:arn': arn });
  const isAllowed = resourceContext.guard.permits(
    service,
    keyActions.map((action) => ({ action, resource: key, context })),
  );
  if (isAllowed) return;
  throw new DeploymentRefusedError(
    resource.logicalId,
    `The specified KMS key does not exist or is not allowed to be used with Arn '${arn}'`,
  );
}
