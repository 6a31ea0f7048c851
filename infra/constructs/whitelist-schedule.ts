import { Duration } from 'aws-cdk-lib';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { FunctionSchedule } from './function-schedule.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/**
 * Looks every five minutes which confirmed addresses the exchange lists by now. Beside its own 30 minutes that is soon
 * enough. A lost call is not tried again: the next one does all that it would have done.
 */
export class WhitelistSchedule extends FunctionSchedule {
  constructor(scope: Construct, id: string, stage: Stage, group: CfnScheduleGroup, receiver: TreasuryFunction) {
    super(scope, id, {
      stage,
      group,
      receiver,
      name: 'whitelist',
      description: 'Moves on the destinations that the exchange lists by now',
      roleDescription: 'Calls the whitelist function',
      expression: 'rate(5 minutes)',
      input: { check: 'exchange' },
      retries: 0,
      maxAge: Duration.minutes(5),
    });
  }
}
