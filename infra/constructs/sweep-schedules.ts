import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnSchedule, type CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct, type IDependable } from 'constructs';
import { sweepGroup } from '../../functions/shared/ledger/messaging/sweep-group.ts';
import type { DeployedSweep } from '../config/define-treasury.ts';
import { deadLetterQueue } from './dead-letter-queue.ts';
import type { InstructionQueue } from './instruction-queue.ts';
import { scheduleRole } from './schedule-role.ts';
import type { Stage } from './stage.ts';

export interface SweepSchedulesProps {
  readonly stage: Stage;
  readonly group: CfnScheduleGroup;
  /** All of them, also those that run for deposits: which runs wait for each other depends on all. */
  readonly sweeps: readonly DeployedSweep[];
  /** The FIFO queue that asset-transfer reads. */
  readonly queue: InstructionQueue;
  readonly encryptionKey: Key;
  /** What must be in place before any of them fires. */
  readonly after: IDependable;
}

/** A run that starts later than this is not the run that was planned. The next one decides on fresh balances. */
const deliveryAgeSeconds = 3_600;
const deliveryAttempts = 20;

/** A schedule for each sweep that runs by the clock. Each has its own resource by the sweep's id: one comes or goes, the others stay. */
export class SweepSchedules extends Construct {
  private readonly props: SweepSchedulesProps;
  /** Where runs end that could not be delivered. */
  readonly deadLetters: Queue;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: SweepSchedulesProps) {
    super(scope, id);
    this.props = props;
    const { stage, encryptionKey } = props;
    const failures = deadLetterQueue(this, 'ScheduleDeadLetters', stage, 'schedule-dead-letters', encryptionKey);
    this.deadLetters = failures.queue;
    this.role = scheduleRole(this, 'Role', props.group, 'Sends runs of sweeps to their queue');
    // The same role also puts aside what it could not deliver.
    failures.allowSend(this.role);
    props.queue.allowSend(this.role);
    // A scope of their own, so that no sweep's id can be the name of something else.
    const sweeps = new Construct(this, 'Sweeps');
    // A schedule may fire at once: its role's permission must be there by then.
    sweeps.node.addDependency(this.role, props.after);
    for (const sweep of props.sweeps) {
      if (sweep.schedule !== undefined) this.schedule(sweeps, sweep, sweep.schedule);
    }
  }

  private schedule(scope: Construct, sweep: DeployedSweep, expression: string): void {
    new CfnSchedule(scope, sweep.id, {
      // Group and name are its identity, but the name alone is what logs show.
      name: `${this.props.stage.name}-${sweep.id}`,
      groupName: this.props.group.ref,
      description: `Runs the sweep ${sweep.id}`,
      scheduleExpression: expression,
      ...(sweep.timezone === undefined ? {} : { scheduleExpressionTimezone: sweep.timezone }),
      state: sweep.enabled ? 'ENABLED' : 'DISABLED',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: this.props.queue.queue.queueArn,
        roleArn: this.role.roleArn,
        input: JSON.stringify({ sweepId: sweep.id, scheduledTime: '<aws.scheduler.scheduled-time>' }),
        sqsParameters: { messageGroupId: sweepGroup(sweep, this.props.sweeps) },
        retryPolicy: { maximumEventAgeInSeconds: deliveryAgeSeconds, maximumRetryAttempts: deliveryAttempts },
        deadLetterConfig: { arn: this.deadLetters.queueArn },
      },
    });
  }
}
