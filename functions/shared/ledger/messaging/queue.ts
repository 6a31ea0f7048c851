import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { TreasuryError } from '../../core/errors.ts';
import type { messageGroups } from '../../core/names.ts';

/** The queue did not take a message. The tick sends it again. */
export class QueueUnavailableError extends TreasuryError {
  constructor(cause: unknown) {
    super('queue-unavailable', 'The queue did not take the message', { cause });
  }
}

export interface Message {
  readonly body: Readonly<Record<string, string>>;
  readonly group: (typeof messageGroups)[keyof typeof messageGroups];
  /** `<instructionId>.<version>`: the same step of the same instruction is one message. */
  readonly deduplicationId: string;
}

export interface Queue {
  send(message: Message): Promise<void>;
}

export function openQueue(queueUrl: string): Queue {
  const client = new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
  return {
    send: async (message) => {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message.body),
        MessageGroupId: message.group,
        MessageDeduplicationId: message.deduplicationId,
      });
      try {
        await client.send(command);
      } catch (error) {
        throw new QueueUnavailableError(error);
      }
    },
  };
}
