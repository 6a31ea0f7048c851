import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { KeyName } from '../../functions/base/key-names.ts';
import { neededPermission, permissionNames } from '../../functions/base/key-permissions.ts';
import { acknowledge } from './acknowledge.ts';
import { allow } from './grants.ts';
import { pinned } from './pinned.ts';
import { keepOnceMade, type Stage, secretNameIn } from './stage.ts';

/**
 * The place of one API key. The template makes it empty: no value, not even a generated one, so that a function whose
 * key was never set says so. A key is put there by hand and stays there from one deployment to the next.
 */
export class KeySecret extends Construct {
  readonly arn: string;
  readonly name: string;
  /** `KeyWithdrawal` and so on. */
  readonly logicalId: string;

  constructor(scope: Construct, id: string, stage: Stage, key: KeyName) {
    super(scope, id);
    this.logicalId = `Key${key.charAt(0).toUpperCase()}${key.slice(1)}`;
    this.name = secretNameIn(stage, key);
    const needed = neededPermission[key];
    const secret = new CfnSecret(this, 'Secret', {
      name: this.name,
      description: `API key for HashKey Exchange: ${needed === undefined ? 'no permission but to read' : permissionNames[needed]}`,
    });
    secret.applyRemovalPolicy(keepOnceMade(stage));
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'HashKey gives out API keys on its website only, so nothing can rotate one by itself. key-health tells when it is time',
    });
    pinned(secret, this.logicalId);
    // Ref is the full ARN, with the six characters that Secrets Manager adds to the name.
    this.arn = secret.ref;
  }

  allowRead(reader: IGrantable): void {
    allow(reader, ['secretsmanager:GetSecretValue'], [this.arn]);
  }
}
