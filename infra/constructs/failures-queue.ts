import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { pinned } from './pinned.ts';
import { keepOnceMade, nameIn, type Stage } from './stage.ts';

/**
 * Where AWS puts what it could not deliver. Not FIFO: EventBridge, EventBridge Scheduler and Lambda's failure
 * destinations take standard queues only.
 */
export function failuresQueue(scope: Construct, id: string, stage: Stage, name: string): Queue {
  const queue = new Queue(scope, id, {
    queueName: nameIn(stage, name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    removalPolicy: keepOnceMade(stage),
  });
  const reason = 'It is the end itself: AWS puts there what it could not deliver. An alarm tells people, who decide';
  acknowledge(queue, { 'AwsSolutions-SQS3': reason, 'Serverless-SQSRedrivePolicy': reason });
  return pinned(queue, id);
}
