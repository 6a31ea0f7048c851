import type { Duration } from 'aws-cdk-lib';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { allow } from './grants.ts';
import { scheduleRole } from './schedule-role.ts';
import type { Stage } from './stage.ts';
import type { TreasuryFunction } from './treasury-function.ts';

export interface FunctionScheduleProps {
  readonly stage: Stage;
  readonly group: CfnScheduleGroup;
  readonly receiver: TreasuryFunction;
  /** The end of its physical name. */
  readonly name: string;
  /** What the schedule does, and what its role may do. */
  readonly description: string;
  readonly roleDescription: string;
  /** `rate(…)`, or `cron(…)` in the time zone. */
  readonly expression: string;
  readonly timezone?: string;
  /** What the function gets. The time that the call was planned for, where nothing is said. */
  readonly input?: Readonly<Record<string, string>>;
  /** How often a call that could not be delivered, or that failed, is tried again, and for how long. */
  readonly retries: 0 | 1 | 2;
  readonly maxAge: Duration;
}

const scheduledTimeInput = { scheduledTime: '<aws.scheduler.scheduled-time>' };

/** Calls a function by the clock, with a role of its own that may call this function and do nothing else. */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { stage, group, receiver, retries, maxAge, timezone, input = scheduledTimeInput } = props;
    const role = scheduleRole(this, 'Role', group, props.roleDescription);
    allow(role, ['lambda:InvokeFunction'], [receiver.lambda.functionArn]);
    // The scheduler hands the call over and leaves: what then fails is Lambda's to try again.
    receiver.lambda.configureAsyncInvoke({ retryAttempts: retries, maxEventAge: maxAge });
    acknowledge(receiver, {
      'Serverless-LambdaAsyncFailureDestination':
        'A call of the clock holds nothing that could be lost: the next one does all that this one would have done',
    });
    const schedule = new CfnSchedule(this, 'Schedule', {
      // With a dot, which no sweep's id can have: a sweep may be called `tick` too.
      name: `${stage.name}.${props.name}`,
      groupName: group.ref,
      description: props.description,
      scheduleExpression: props.expression,
      ...(timezone === undefined ? {} : { scheduleExpressionTimezone: timezone }),
      state: 'ENABLED',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: receiver.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(input),
        retryPolicy: { maximumEventAgeInSeconds: maxAge.toSeconds(), maximumRetryAttempts: retries },
      },
    });
    schedule.node.addDependency(role);
  }
}
