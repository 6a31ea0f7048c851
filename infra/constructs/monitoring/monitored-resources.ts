import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { MonitoredLimit } from '../../config/monitored.ts';
import type { ForFunctions } from '../../functions/function-records.ts';
import type { Stage } from '../stage.ts';
import type { MonitoredRule } from '../treasury-bus.ts';
import type { TreasuryFunction } from '../treasury-function.ts';

/** A queue, with the word that alarms and dashboards call it by. */
export interface NamedQueue {
  readonly name: string;
  readonly queue: Queue;
}

/** All that alarms and dashboards look at. */
export interface MonitoredResources {
  readonly stage: Stage;
  readonly functions: ForFunctions<TreasuryFunction>;
  /** Queues of work, and those where what failed is kept. */
  readonly queues: readonly NamedQueue[];
  readonly deadLetters: readonly NamedQueue[];
  readonly busName: string;
  /** Rules of which nothing may be lost. */
  readonly rules: readonly MonitoredRule[];
  readonly scheduleGroup: string;
  /** The topic that people are told by. */
  readonly topicName: string;
  /** The topic that people are notified by. */
  readonly notificationTopicName: string;
  readonly apiId: string;
  /** Coins that can move, and the windows that limit what leaves of them. */
  readonly coins: readonly string[];
  readonly limits: readonly MonitoredLimit[];
}
