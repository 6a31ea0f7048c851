import { Duration } from 'aws-cdk-lib';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { FunctionSchedule } from './function-schedule.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/**
 * Calls a function every hour: it makes a day's statements soon after the day is over, and goes on with what it had no
 * time for. A call that fails is not tried again, since the next one reads the same.
 */
export class StatementSchedule extends FunctionSchedule {
  constructor(scope: Construct, id: string, stage: Stage, group: CfnScheduleGroup, receiver: TreasuryFunction) {
    super(scope, id, {
      stage,
      group,
      receiver,
      name: 'statements',
      description: 'Makes the statements of each day',
      roleDescription: 'Calls the function that makes statements',
      expression: 'cron(35 * * * ? *)',
      retries: 0,
      maxAge: Duration.minutes(30),
    });
  }
}
