import { CreateQueueCommand, DeleteMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { isObject, parseJson } from '../../../json.ts';
import type { Background } from '../background.ts';
import { arnName, fingerprint, type Names } from '../names.ts';
import type { Messaging } from './messaging.ts';
import { pollQueue } from './poll.ts';

/** A message that was published to a topic. */
export interface Notification {
  readonly topicArn: string;
  readonly topicName: string;
  readonly subject?: string;
  readonly message: string;
}

export type NotificationListener = (notification: Notification) => void;

/** Hears every topic through a queue of its own that is subscribed to it, so whoever publishes is heard. */
export class Notifications {
  private readonly names: Names;
  private readonly messaging: Messaging;
  private readonly background: Background;
  private readonly listeners = new Set<NotificationListener>();

  constructor(names: Names, messaging: Messaging, background: Background) {
    this.names = names;
    this.messaging = messaging;
    this.background = background;
  }

  listen(listener: NotificationListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async observe(topicArn: string): Promise<void> {
    const queueName = `observer-${fingerprint(topicArn, 16)}`;
    await this.messaging.sqs.send(new CreateQueueCommand({ QueueName: queueName }));
    const endpoint = this.names.arn('sqs', queueName);
    await this.messaging.sns('Subscribe', { TopicArn: topicArn, Protocol: 'sqs', Endpoint: endpoint });
    pollQueue(this.messaging, this.background, {
      queueName,
      batchSize: 10,
      label: `observer of ${topicArn}`,
      handle: async (messages, queueUrl) => {
        for (const message of messages) {
          this.dispatch(message, topicArn);
          await this.messaging.sqs.send(
            new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }),
          );
        }
      },
    });
  }

  private dispatch({ Body: body = '' }: Message, topicArn: string): void {
    const envelope = parseJson(body);
    if (!isObject(envelope) || typeof envelope.Message !== 'string') throw new TypeError('not an SNS envelope');
    const notification: Notification = {
      topicArn,
      topicName: arnName(topicArn),
      message: envelope.Message,
      ...(typeof envelope.Subject === 'string' ? { subject: envelope.Subject } : {}),
    };
    for (const listener of this.listeners) listener(notification);
  }
}
