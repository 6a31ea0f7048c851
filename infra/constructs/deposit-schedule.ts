import { Duration } from 'aws-cdk-lib';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { FunctionSchedule } from './function-schedule.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/**
 * Calls a function every two minutes: what a deposit sets off begins within ten. A look that is lost is not tried again,
 * because the next one does all that it would have done.
 */
export class DepositSchedule extends FunctionSchedule {
  constructor(scope: Construct, id: string, stage: Stage, group: CfnScheduleGroup, receiver: TreasuryFunction) {
    super(scope, id, {
      stage,
      group,
      receiver,
      name: 'deposits',
      description: 'Looks at what payers sent',
      roleDescription: 'Calls the function that follows deposits',
      expression: 'rate(2 minutes)',
      retries: 0,
      maxAge: Duration.minutes(2),
    });
  }
}
