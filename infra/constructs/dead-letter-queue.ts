import { Duration } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { EncryptedQueue } from './encrypted-queue.ts';
import { nameIn, removalPolicyOnceCreated, type Stage } from './stage.ts';

/**
 * Where AWS puts what it could not deliver. Not FIFO: EventBridge, EventBridge Scheduler and Lambda's failure
 * destinations take standard queues only.
 */
export function deadLetterQueue(
  scope: Construct,
  id: string,
  stage: Stage,
  name: string,
  encryptionKey: Key,
): EncryptedQueue {
  const failures = new EncryptedQueue(scope, id, {
    logicalId: id,
    encryptionKey,
    queueName: nameIn(stage, name),
    retentionPeriod: Duration.days(14),
    removalPolicy: removalPolicyOnceCreated(stage),
  });
  const reason = 'It is the end itself: AWS puts there what it could not deliver. An alarm tells people, who decide';
  acknowledge(failures.queue, { 'AwsSolutions-SQS3': reason, 'Serverless-SQSRedrivePolicy': reason });
  return failures;
}
