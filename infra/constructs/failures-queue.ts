import { Duration } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { EncryptedQueue } from './encrypted-queue.ts';
import { nameIn, type Stage } from './stage.ts';

/**
 * Where AWS puts what it could not deliver. Not FIFO: EventBridge, EventBridge Scheduler and Lambda's failure
 * destinations take standard queues only.
 */
export function failuresQueue(
  scope: Construct,
  id: string,
  stage: Stage,
  name: string,
  encryptionKey: Key,
): EncryptedQueue {
  return new EncryptedQueue(scope, id, {
    logicalId: id,
    encryptionKey,
    queueName: nameIn(stage, name),
    retentionPeriod: Duration.days(14),
  });
}
