import { DeleteMessageBatchCommand, type Message } from '@aws-sdk/client-sqs';
import { isObject, parseJson } from '../../../json.ts';
import type { Background } from '../background.ts';
import { LocalInvocationError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import { arnName } from '../names.ts';
import type { Messaging } from '../services/messaging.ts';
import { pollQueue } from '../services/poll.ts';
import type { LocalFunction } from './functions.ts';

/** An AWS::Lambda::EventSourceMapping from a queue of this stack. */
export interface QueueMapping {
  readonly queueArn: string;
  readonly region: string;
  readonly target: LocalFunction;
  readonly batchSize: number;
  readonly reportsItemFailures: boolean;
  /** Pollers side by side. A FIFO queue keeps the order within a group by itself. */
  readonly concurrency: number;
}

/**
 * What the poller of a function does with its queue, in the name of the function's role (Lambda guide, "Using Lambda
 * with SQS").
 */
export const pollerActions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'] as const;

/**
 * Starts to receive: what the function has done is deleted, the rest shows again after the queue's visibility timeout.
 */
export function startQueueMapping(
  mapping: QueueMapping,
  messaging: Messaging,
  background: Background,
  guard: Guard,
): void {
  const queueName = arnName(mapping.queueArn);
  const asks = (action: (typeof pollerActions)[number]): void =>
    guard.admit(mapping.target.identity, [{ action, resource: mapping.queueArn, context: {} }]);
  for (let poller = 0; poller < mapping.concurrency; poller += 1) {
    pollQueue(messaging, background, {
      queueName,
      batchSize: mapping.batchSize,
      label: `event source ${queueName} of ${mapping.target.name}`,
      before: () => asks('sqs:ReceiveMessage'),
      handle: async (messages, queueUrl) => {
        const done = await handled(mapping, messages);
        if (done.length === 0) return;
        asks('sqs:DeleteMessage');
        const entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await messaging.sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
      },
    });
  }
}

/** The messages that need not come again. */
async function handled(mapping: QueueMapping, messages: readonly Message[]): Promise<readonly Message[]> {
  const records = messages.map((message) => toRecord(message, mapping));
  try {
    const answer = await mapping.target.pool.invoke(JSON.stringify({ Records: records }));
    return mapping.reportsItemFailures ? succeeded(messages, parseJson(answer)) : messages;
  } catch (error) {
    // The function's own output has told why. The queue's redrive policy decides how often it comes again.
    if (error instanceof LocalInvocationError) return [];
    throw error;
  }
}

/**
 * Reads `batchItemFailures`. An answer that does not have the documented form counts as a failure of the whole batch;
 * null, an empty object and an empty list count as success (Lambda guide, "Reporting batch item failures").
 */
export function succeeded(messages: readonly Message[], answer: unknown): readonly Message[] {
  if (answer === null || answer === '') return messages;
  if (!isObject(answer)) return [];
  const failures = answer.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return [];
  const failed = new Set(failures.map((failure: unknown) => (isObject(failure) ? failure.itemIdentifier : undefined)));
  const ids = new Set<unknown>(messages.map(({ MessageId }) => MessageId));
  if ([...failed].some((id) => !ids.has(id))) return [];
  return messages.filter(({ MessageId }) => !failed.has(MessageId));
}

/** One record of the event that Lambda makes of an SQS message. */
function toRecord(message: Message, mapping: QueueMapping): unknown {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
    name,
    {
      ...(attribute.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
      ...(attribute.BinaryValue === undefined
        ? {}
        : { binaryValue: Buffer.from(attribute.BinaryValue).toString('base64') }),
      stringListValues: [],
      binaryListValues: [],
      dataType: attribute.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: mapping.queueArn,
    awsRegion: mapping.region,
  };
}
