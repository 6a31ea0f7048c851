import { Duration } from 'aws-cdk-lib';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { allow } from './grants.ts';
import { scheduleRole } from './schedule-role.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/**
 * Calls a function every minute. A lost tick is not tried again, neither by the scheduler nor by Lambda: the next one
 * does all that it would have done.
 */
export class TickSchedule extends Construct {
  constructor(scope: Construct, id: string, stage: Stage, group: CfnScheduleGroup, receiver: TreasuryFunction) {
    super(scope, id);
    const role = scheduleRole(this, 'Role', group, 'Calls the reconciliation function');
    allow(role, ['lambda:InvokeFunction'], [receiver.lambda.functionArn]);
    receiver.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    const schedule = new CfnSchedule(this, 'Schedule', {
      // With a dot, which no sweep's id can have: a sweep may be called `tick` too.
      name: `${stage.name}.tick`,
      groupName: group.ref,
      description: 'Finds open instructions and goes on with them',
      scheduleExpression: 'rate(1 minute)',
      state: 'ENABLED',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: receiver.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
      },
    });
    schedule.node.addDependency(role);
  }
}
