import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { isObject, parseJson } from '../../../json.ts';
import { fingerprint } from '../names.ts';
import { at, ignored, readProperties } from './resource.ts';
import type { Creator } from './resource-context.ts';

const secretSchema = v.strictObject({
  Name: v.optional(v.string()),
  SecretString: v.optional(v.string()),
  GenerateSecretString: v.optional(
    v.object({ SecretStringTemplate: v.optional(v.string()), GenerateStringKey: v.optional(v.string()) }),
  ),
  KmsKeyId: v.optional(v.string()),
  // Known, and without effect on this machine.
  Description: ignored,
  ReplicaRegions: ignored,
  Tags: ignored,
});

/** AWS::SecretsManager::Secret. A value that was given at the start wins over what the template says. */
export const createSecret: Creator = (resource, resourceContext) => {
  const secret = readProperties(resource, secretSchema);
  const name = secret.Name ?? resourceContext.names.physical(resource.logicalId, 512);
  // AWS ends the ARN with six random characters; here they follow from the name.
  const arn = resourceContext.names.arn('secretsmanager', `secret:${name}-${fingerprint(name, 6)}`);
  resourceContext.guard.encryption.encrypt(arn, secret.KmsKeyId, at(resource, 'KmsKeyId'));
  const given = resourceContext.secretValues.get(name);
  resourceContext.secretValues.delete(name);
  resourceContext.secrets.add(name, arn, given ?? secret.SecretString ?? generated(secret.GenerateSecretString));
  return { ref: arn, attributes: { Id: arn } };
};

type Generate = v.InferOutput<typeof secretSchema>['GenerateSecretString'];

function generated(options: Generate): string | undefined {
  if (!options) return undefined;
  const password = randomBytes(24).toString('base64url');
  const template = parseJson(options.SecretStringTemplate ?? '');
  if (!isObject(template) || options.GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...template, [options.GenerateStringKey]: password });
}
