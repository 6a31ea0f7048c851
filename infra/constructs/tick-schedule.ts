import { Duration } from 'aws-cdk-lib';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { FunctionSchedule } from './function-schedule.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/**
 * Calls a function every minute. A lost tick is not tried again, neither by the scheduler nor by Lambda: the next one
 * does all that it would have done.
 */
export class TickSchedule extends FunctionSchedule {
  constructor(scope: Construct, id: string, stage: Stage, group: CfnScheduleGroup, receiver: TreasuryFunction) {
    super(scope, id, {
      stage,
      group,
      receiver,
      name: 'tick',
      description: 'Finds open instructions and goes on with them',
      roleDescription: 'Calls the reconciliation function',
      expression: 'rate(1 minute)',
      retries: 0,
      maxAge: Duration.minutes(1),
    });
  }
}
