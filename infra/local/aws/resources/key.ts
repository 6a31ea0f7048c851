import * as v from 'valibot';
import { at, flag, ignored, readProperties } from './resource.ts';
import type { Creator } from './resource-context.ts';

const keySchema = v.strictObject({
  KeyPolicy: v.unknown(),
  Enabled: v.optional(flag, true),
  KeySpec: v.optional(v.literal('SYMMETRIC_DEFAULT')),
  KeyUsage: v.optional(v.literal('ENCRYPT_DECRYPT')),
  MultiRegion: v.optional(v.literal(false)),
  // Known, and without effect: nothing is encrypted on this machine, only asked for.
  Description: ignored,
  EnableKeyRotation: ignored,
  RotationPeriodInDays: ignored,
  PendingWindowInDays: ignored,
  Origin: ignored,
  Tags: ignored,
});

/** AWS::KMS::Key: its policy decides who may use what it encrypts. */
export const createKey: Creator = (resource, resourceContext) => {
  const { KeyPolicy } = readProperties(resource, keySchema);
  const id = resourceContext.names.physical(resource.logicalId, 64);
  const arn = resourceContext.names.arn('kms', `key/${id}`);
  resourceContext.guard.access.addResourcePolicy(arn, KeyPolicy, at(resource, 'KeyPolicy'));
  resourceContext.guard.encryption.addKey(arn);
  return { ref: id, attributes: { Arn: arn, KeyId: id } };
};

const aliasSchema = v.strictObject({ AliasName: v.pipe(v.string(), v.startsWith('alias/')), TargetKeyId: v.string() });

/** AWS::KMS::Alias */
export const createKeyAlias: Creator = (resource, resourceContext) => {
  const { AliasName, TargetKeyId } = readProperties(resource, aliasSchema);
  resourceContext.guard.encryption.addAlias(AliasName, TargetKeyId, at(resource, 'TargetKeyId'));
  return { ref: AliasName };
};
