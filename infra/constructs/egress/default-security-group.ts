import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnPolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { assert } from '../../../functions/shared/core/errors.ts';
import type { EncryptionKeys } from '../encryption-keys.ts';
import { pinLogicalId } from '../pin-logical-id.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from '../stage.ts';

/** The construct that CDK makes once a stack for VPCs with `restrictDefaultSecurityGroup`. */
const providerId = 'Custom::VpcRestrictDefaultSGCustomResourceProvider';

/**
 * Every VPC has a default security group that lets its members talk, and CloudFormation cannot change it. A function of
 * CDK takes its rules away. Here that function is held to what ours are: a log of its own that is kept, and rights to
 * write there, instead of AWS's policy for every log of the account.
 */
export class DefaultSecurityGroupLockdown extends Construct {
  constructor(scope: Construct, id: string, stage: Stage, encryption: EncryptionKeys) {
    super(scope, id);
    const provider = Stack.of(this).node.findChild(providerId);
    const [role, handler] = [resourceIn(provider, 'Role'), resourceIn(provider, 'Handler')];
    const logGroupName = `/aws/lambda/${nameIn(stage, 'default-group')}`;
    const log = new LogGroup(this, 'Log', {
      logGroupName,
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: encryption.logsOf(logGroupName),
      removalPolicy: removalPolicyOnceCreated(stage),
    });
    pinLogicalId(log, 'DefaultGroupLog');
    handler.addPropertyOverride('LoggingConfig', { LogGroup: log.logGroupName, LogFormat: 'JSON' });
    role.addPropertyDeletionOverride('ManagedPolicyArns');
    const writing = new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [log.logGroupArn],
    });
    const rights = new CfnPolicy(this, 'Rights', {
      policyName: 'WriteLog',
      policyDocument: new PolicyDocument({ statements: [writing] }),
      roles: [role.ref],
    });
    handler.node.addDependency(rights);
  }
}

function resourceIn(provider: Construct['node']['children'][number], id: string): CfnResource {
  const resource = provider.node.findChild(id);
  assert(resource instanceof CfnResource, `${resource.node.path} is no resource`);
  return resource;
}
