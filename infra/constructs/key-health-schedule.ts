import { Duration } from 'aws-cdk-lib';
import type { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { FunctionSchedule } from './function-schedule.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

/**
 * Calls a function every morning: what it finds can wait for people to be at work, and not for days. At a time of day
 * and not at a rate, which would begin with the first deployment, before anybody could put a key into its secret.
 */
export class KeyHealthSchedule extends FunctionSchedule {
  constructor(scope: Construct, id: string, stage: Stage, group: CfnScheduleGroup, receiver: TreasuryFunction) {
    super(scope, id, {
      stage,
      group,
      receiver,
      name: 'key-health',
      description: 'Checks that every key works',
      roleDescription: 'Calls the function that checks the keys',
      expression: 'cron(0 9 * * ? *)',
      timezone: 'Asia/Hong_Kong',
      retries: 2,
      maxAge: Duration.hours(1),
    });
  }
}
