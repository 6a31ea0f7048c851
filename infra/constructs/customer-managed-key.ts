import { Duration } from 'aws-cdk-lib';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type Conditions, type KeyedService, kmsViaServiceOf } from './grants.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from './stage.ts';

export interface CustomerManagedKeyProps {
  readonly stage: Stage;
  /** The end of its alias. */
  readonly name: string;
  readonly logicalId: string;
  /** What is encrypted with it. */
  readonly description: string;
}

/**
 * All that administrators of the account may do with a key: nothing here encrypts, decrypts or hands the key on by a
 * grant. That they may change the key's policy is how a company keeps its keys; CloudTrail has it as `PutKeyPolicy`.
 */
const administrationActions = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/**
 * A key of the company's own. Its policy is written out: KMS would else let every administrator of the account decrypt.
 * It is renewed every year; what an older one has encrypted stays readable.
 */
export function customerManagedKey(scope: Construct, id: string, props: CustomerManagedKeyProps): Key {
  const { stage, name, logicalId, description } = props;
  const key = new Key(scope, id, {
    alias: nameIn(stage, name),
    description: `${description} of ${nameIn(stage)}`,
    enableKeyRotation: true,
    rotationPeriod: Duration.days(365),
    // The longest that KMS offers: whoever deletes it by mistake has a month to notice.
    pendingWindow: Duration.days(30),
    removalPolicy: removalPolicyOnceCreated(stage),
    policy: new PolicyDocument({ statements: [accountStatement('Administration', administrationActions)] }),
  });
  // Under another logical id it could not be made before the old one, which has its name, is gone.
  pinLogicalId(key.node.findChild('Alias'), `${logicalId}Alias`);
  return pinLogicalId(key, logicalId);
}

/** Lets whoever may use the service and the key by their own policies use the key through the service. */
export function allowViaService(
  key: Key,
  service: KeyedService,
  actions: readonly string[],
  conditions: Conditions = {},
) {
  const { StringEquals = {}, ...rest } = conditions;
  const through = { StringEquals: { 'kms:ViaService': kmsViaServiceOf(key, service), ...StringEquals }, ...rest };
  key.addToResourcePolicy(accountStatement(undefined, actions, through));
}

/** Lets a service itself use the key, for what the conditions name. */
export function allowService(key: Key, service: string, actions: readonly string[], conditions: Conditions): void {
  const principals = [new ServicePrincipal(service)];
  key.addToResourcePolicy(keyStatement({ principals, actions: [...actions], conditions: { ...conditions } }));
}

/** To the root of the account, which hands on to the account's own IAM policies. */
function accountStatement(
  sid: string | undefined,
  actions: readonly string[],
  conditions: Conditions = {},
): PolicyStatement {
  const principals = [new AccountRootPrincipal()];
  const named = sid === undefined ? {} : { sid };
  return keyStatement({ ...named, principals, actions: [...actions], conditions: { ...conditions } });
}

/** In a key's policy `*` is the key itself. */
function keyStatement(props: Omit<ConstructorParameters<typeof PolicyStatement>[0], 'resources'>): PolicyStatement {
  return new PolicyStatement({ ...props, resources: ['*'] });
}
