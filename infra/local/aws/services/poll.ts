import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Background } from '../background.ts';
import type { Messaging } from './messaging.ts';

/** The longest that SQS lets a poll wait, in seconds. */
const longestWait = 20;
const pauseAfterErrorMs = 1_000;

export interface Poll {
  readonly queueName: string;
  /** Most messages at a time, 1 to 10. */
  readonly batchSize: number;
  readonly label: string;
  /** Asks for permission to receive. Throws where there is none. */
  readonly before?: () => void;
  readonly handle: (messages: readonly Message[], queueUrl: string) => Promise<void>;
}

/** Receives from a queue until the stack closes. One batch is handled to its end before the next is asked for. */
export function pollQueue(messaging: Messaging, background: Background, poll: Poll): void {
  const queueUrl = messaging.queueUrl(poll.queueName);
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: poll.batchSize,
    WaitTimeSeconds: longestWait,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  const once = async (): Promise<void> => {
    poll.before?.();
    const { Messages: messages = [] } = await messaging.sqs.send(receive, { abortSignal: background.closing });
    if (messages.length > 0) await poll.handle(messages, queueUrl);
  };
  background.run(poll.label, async () => {
    while (!background.closing.aborted) {
      try {
        await once();
      } catch (error) {
        if (background.closing.aborted) return;
        background.report(poll.label, error);
        await background.pause(pauseAfterErrorMs);
      }
    }
  });
}
