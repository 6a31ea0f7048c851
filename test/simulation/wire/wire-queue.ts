import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { assert } from '../../../functions/shared/core/errors.ts';
import { messageGroups } from '../../../functions/shared/core/names.ts';
import { openQueue } from '../../../functions/shared/ledger/messaging/queue.ts';
import type { Messaging } from '../../../infra/local/aws/services/messaging.ts';
import type { QueuedMessage } from '../fakes/fifo-queue.ts';
import type { Wire } from '../fakes/queue-port.ts';

/** The queue forgets a deduplication id after this long. */
const deduplicationMs = 300_000;
const bodySchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

/**
 * Every message goes through a real FIFO queue of the emulator and is taken out at once: the simulation keeps it from
 * then on, in its own time. The emulator's five minutes are real ones, so an id carries the virtual five minutes it is
 * in.
 */
export async function wireQueue(messaging: Messaging, name: string, now: () => number): Promise<Wire> {
  await messaging.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { FifoQueue: 'true' } }));
  const QueueUrl = messaging.queueUrl(name);
  const queue = openQueue(QueueUrl);
  const sent = new Set<string>();
  return async (message) => {
    const deduplicationId = `${message.deduplicationId}.${Math.floor(now() / deduplicationMs)}`;
    const group = Object.values(messageGroups).find((each) => each === message.group);
    assert(group !== undefined, 'a message of a known group');
    await queue.send({ ...message, group, deduplicationId });
    const command = new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] });
    const received = (await messaging.sqs.send(command)).Messages?.[0];
    const isNew = !sent.has(deduplicationId);
    sent.add(deduplicationId);
    assert((received !== undefined) === isNew, 'a message is given once in five minutes');
    if (received === undefined) return message;
    await messaging.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: received.ReceiptHandle }));
    const kept: QueuedMessage = {
      body: v.parse(bodySchema, received.Body),
      group: String(received.Attributes?.MessageGroupId),
      deduplicationId: message.deduplicationId,
    };
    return kept;
  };
}
