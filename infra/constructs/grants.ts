import { Stack } from 'aws-cdk-lib';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** Operator, condition key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * Allows exactly these actions on exactly these ARNs. CDK's own `grant…` methods add actions that a function does not
 * use, such as describing a table or asking for a queue's URL.
 */
export function allow(
  grantee: IGrantable,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions = {},
): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...actions], resources: [...resources], conditions: { ...conditions } }),
  );
}

/**
 * `ForAllValues` holds where a call names no key at all, such as one of PartiQL over the whole table: so there must be
 * one.
 */
export function leadingKeysCondition(
  operator: 'StringEquals' | 'StringLike' | 'StringNotLike',
  keys: readonly string[],
): Conditions {
  return {
    [`ForAllValues:${operator}`]: { 'dynamodb:LeadingKeys': keys },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  };
}

/** Services that use a key in the name of who calls them. */
export type KeyedService = 'dynamodb' | 's3' | 'secretsmanager' | 'sns' | 'sqs';

/** What a service does with a key for its callers. */
export type KeyAction = 'kms:Decrypt' | 'kms:GenerateDataKey';

/** Lets a role use a key by what it does with a service, and never by itself. */
export function allowKey(grantee: IGrantable, key: IKey, service: KeyedService, actions: readonly KeyAction[]): void {
  allow(grantee, actions, [key.keyArn], { StringEquals: { 'kms:ViaService': kmsViaServiceOf(key, service) } });
}

/** As `kms:ViaService` names a service. */
export function kmsViaServiceOf(key: IKey, service: KeyedService): string {
  return `${service}.${Stack.of(key).region}.amazonaws.com`;
}
