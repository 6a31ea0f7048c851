import * as v from 'valibot';
import { at, type Creator, flag, ignored, readProperties } from './resource.ts';

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
export const createKey: Creator = (resource, cloud) => {
  const { KeyPolicy } = readProperties(resource, keySchema);
  const id = cloud.names.physical(resource.logicalId, 64);
  const arn = cloud.names.arn('kms', `key/${id}`);
  cloud.guard.access.addResourcePolicy(arn, KeyPolicy, at(resource, 'KeyPolicy'));
  cloud.guard.encryption.addKey(arn);
  return { ref: id, attributes: { Arn: arn, KeyId: id } };
};

const aliasSchema = v.strictObject({ AliasName: v.pipe(v.string(), v.startsWith('alias/')), TargetKeyId: v.string() });

/** AWS::KMS::Alias */
export const createKeyAlias: Creator = (resource, cloud) => {
  const { AliasName, TargetKeyId } = readProperties(resource, aliasSchema);
  cloud.guard.encryption.addAlias(AliasName, TargetKeyId, at(resource, 'TargetKeyId'));
  return { ref: AliasName };
};
