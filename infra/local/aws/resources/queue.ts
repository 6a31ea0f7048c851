import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { at, flag, ignored, integer, readProperties } from './resource.ts';
import type { Creator } from './resource-context.ts';

/** Attributes that go to the emulator as they are. */
const attributes = {
  FifoQueue: v.optional(flag),
  ContentBasedDeduplication: v.optional(flag),
  DeduplicationScope: v.optional(v.string()),
  FifoThroughputLimit: v.optional(v.string()),
  VisibilityTimeout: v.optional(integer),
  DelaySeconds: v.optional(integer),
  MaximumMessageSize: v.optional(integer),
  MessageRetentionPeriod: v.optional(integer),
  ReceiveMessageWaitTimeSeconds: v.optional(integer),
  RedrivePolicy: v.optional(v.strictObject({ deadLetterTargetArn: v.string(), maxReceiveCount: integer })),
};

const queueSchema = v.strictObject({
  QueueName: v.optional(v.string()),
  ...attributes,
  KmsMasterKeyId: v.optional(v.string()),
  // Known, and without effect: the redrive policy of the source queue decides, and SQS's own keys ask nobody.
  RedriveAllowPolicy: ignored,
  KmsDataKeyReusePeriodSeconds: ignored,
  SqsManagedSseEnabled: ignored,
  Tags: ignored,
});

/** AWS::SQS::Queue */
export const createQueue: Creator = async (resource, resourceContext) => {
  const queue = readProperties(resource, queueSchema);
  const name =
    queue.QueueName ?? resourceContext.names.physical(resource.logicalId, 80, queue.FifoQueue ? '.fifo' : '');
  const given = Object.keys(attributes).flatMap((key): [string, string][] => {
    const value = Object.entries(queue).find(([property]) => property === key)?.[1];
    if (value === undefined) return [];
    return [[key, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
  });
  // The emulator takes FifoQueue for FIFO queues only, as SQS does.
  const settings = Object.fromEntries(given.filter(([key, value]) => key !== 'FifoQueue' || value === 'true'));
  await resourceContext.messaging.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: settings }));
  const arn = resourceContext.names.arn('sqs', name);
  const url = resourceContext.messaging.queueUrl(name);
  resourceContext.guard.encryption.encrypt(arn, queue.KmsMasterKeyId, at(resource, 'KmsMasterKeyId'));
  resourceContext.delivery.addTarget(arn);
  resourceContext.queues.push(name);
  return { ref: url, attributes: { Arn: arn, QueueName: name, QueueUrl: url } };
};
