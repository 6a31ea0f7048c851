import { ArnFormat, Lazy, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { KeyName } from '../../functions/shared/core/key-names.ts';
import { permissionNames, requiredPermission } from '../../functions/shared/core/key-permissions.ts';
import { acknowledge } from './acknowledge.ts';
import { allowViaService, customerManagedKey } from './customer-managed-key.ts';
import { allow, allowKey, kmsViaServiceOf } from './grants.ts';
import { pinLogicalId } from './pin-logical-id.ts';
import { removalPolicyOnceCreated, type Stage, secretNameIn } from './stage.ts';

/**
 * The place of one API key. The template makes it empty: no value, not even a generated one, so that a function whose
 * key was never set says so. A key is put there by hand and stays there from one deployment to the next.
 *
 * Two locks keep it from all but its readers. The secret's own policy denies them its value. And no other policy, an
 * administrator's neither, lets them decrypt it: writing a value takes `kms:GenerateDataKey` alone.
 */
export class KeySecret extends Construct {
  readonly arn: string;
  readonly name: string;
  /** `KeyWithdrawal` and so on. */
  readonly logicalId: string;
  private readonly key: Key;
  private readonly readers: string[] = [];

  constructor(scope: Construct, id: string, stage: Stage, key: KeyName) {
    super(scope, id);
    this.logicalId = `Key${key.charAt(0).toUpperCase()}${key.slice(1)}`;
    this.name = secretNameIn(stage, key);
    this.key = customerManagedKey(this, 'EncryptionKey', {
      stage,
      name: `${key}-key`,
      logicalId: `${this.logicalId}EncryptionKey`,
      description: `The API key ${key}`,
    });
    this.allowWriting();
    const needed = requiredPermission[key];
    const secret = new CfnSecret(this, 'Secret', {
      name: this.name,
      description:
        'API key for HashKey Exchange: ' +
        `${needed === undefined ? 'no permission but to read' : permissionNames[needed]}`,
      kmsKeyId: this.key.keyArn,
    });
    secret.applyRemovalPolicy(removalPolicyOnceCreated(stage));
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'HashKey gives out API keys on its website only, so nothing can rotate one by itself. key-health tells ' +
        'when it is time',
    });
    pinLogicalId(secret, this.logicalId);
    // Ref is the full ARN, with the six characters that Secrets Manager adds to the name.
    this.arn = secret.ref;
    this.denyOthers();
  }

  /** Lets this role read the value, and decrypt it by reading it. */
  allowRead(reader: IRole): void {
    this.readers.push(reader.roleArn);
    allow(reader, ['secretsmanager:GetSecretValue'], [this.arn]);
    allowKey(reader, this.key, 'secretsmanager', ['kms:Decrypt']);
    this.key.addToResourcePolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: ['*'],
        principals: [reader.grantPrincipal],
        conditions: {
          StringEquals: { 'kms:ViaService': kmsViaServiceOf(this.key, 'secretsmanager') },
          ...this.forThisSecret(),
        },
      }),
    );
  }

  /**
   * A new value is encrypted under a new data key, and nothing is decrypted for it. `kms:Decrypt` is asked for once,
   * when the key and the secret are brought together: of that trial, and of no version of the value, the version id is
   * this text (guide of Secrets Manager, "How Secrets Manager uses your KMS key").
   */
  private allowWriting(): void {
    const trial = { 'kms:EncryptionContext:SecretVersionId': 'RequestToValidateKeyAccess' };
    allowViaService(this.key, 'secretsmanager', ['kms:GenerateDataKey'], this.forThisSecret());
    allowViaService(this.key, 'secretsmanager', ['kms:Decrypt'], { ...this.forThisSecret(), StringEquals: trial });
  }

  /** By its name: the key is there before the secret and its last six characters are. */
  private forThisSecret() {
    const pattern = Stack.of(this).formatArn({
      service: 'secretsmanager',
      resource: 'secret',
      resourceName: `${this.name}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return { StringLike: { 'kms:EncryptionContext:SecretARN': pattern } };
  }

  /**
   * Whatever their own policies allow them. `BatchGetSecretValue` asks for `GetSecretValue` of each secret, and a
   * replica in another region would have a policy of its own.
   */
  private denyOthers(): void {
    new CfnResourcePolicy(this, 'Policy', {
      secretId: this.arn,
      blockPublicPolicy: true,
      resourcePolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'ReadersOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: ['secretsmanager:GetSecretValue', 'secretsmanager:ReplicateSecretToRegions'],
            Resource: this.arn,
            // Of who has taken on a role this is the role's ARN, whatever the session is called.
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': Lazy.list({ produce: () => this.readers }) } },
          },
        ],
      },
    });
  }
}
