import { Duration } from 'aws-cdk-lib';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { FunctionSchedule } from './function-schedule.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/**
 * Calls a function every hour: it exports a day once the day is over, and sees within the hour whether that worked. A
 * call that fails is not tried again, since the next one asks for the same export.
 */
export class ExportSchedule extends FunctionSchedule {
  constructor(scope: Construct, id: string, stage: Stage, group: CfnScheduleGroup, receiver: TreasuryFunction) {
    super(scope, id, {
      stage,
      group,
      receiver,
      name: 'ledger-export',
      description: 'Has each day of the table exported',
      roleDescription: 'Calls the function that exports the table',
      expression: 'cron(20 * * * ? *)',
      retries: 0,
      maxAge: Duration.minutes(30),
    });
  }
}
