import { Stack } from 'aws-cdk-lib';
import { CfnFlowLog, type Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { EncryptionKeys } from '../encryption-keys.ts';
import { allow } from '../grants.ts';
import { pinLogicalId } from '../pin-logical-id.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from '../stage.ts';

/** Who was called from the network, and what was refused: addresses, ports and sizes, and never what was said. */
export class EgressFlowLog extends Construct {
  constructor(scope: Construct, id: string, stage: Stage, vpc: Vpc, encryption: EncryptionKeys) {
    super(scope, id);
    const logGroupName = `/aws/vendedlogs/${nameIn(stage, 'egress')}`;
    const group = new LogGroup(this, 'Log', {
      logGroupName,
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: encryption.logsOf(logGroupName),
      removalPolicy: removalPolicyOnceCreated(stage),
    });
    pinLogicalId(group, 'EgressLog');
    const { account } = Stack.of(this);
    const role = new Role(this, 'Role', {
      description: `Writes the flow log of ${nameIn(stage, 'egress')}`,
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    allow(role, ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'], [group.logGroupArn]);
    // EC2 looks for the group among all of them before it writes.
    allow(role, ['logs:DescribeLogGroups'], ['*']);
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'Log groups can be listed as a whole only, and listing reads none',
    });
    const log = new CfnFlowLog(this, 'FlowLog', {
      resourceType: 'VPC',
      resourceId: vpc.vpcId,
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logGroupName: group.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
    });
    log.node.addDependency(role);
  }
}
