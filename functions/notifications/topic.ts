import { type MessageAttributeValue, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { TreasuryError } from '../shared/core/errors.ts';
import type { Publication } from './rendering/publication.ts';

/** The topic did not take a message. Lambda tries the event again, and puts it aside in the end. */
export class TopicUnavailableError extends TreasuryError {
  constructor(cause: unknown) {
    super('topic-unavailable', 'The topic that people are notified by did not take a message', { cause });
  }
}

/** Where people are told. */
export interface Topic {
  /** Throws TopicUnavailableError. */
  publish(publication: Publication): Promise<void>;
}

export function openTopic(topicArn: string): Topic {
  const client = new SNSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  });
  return {
    publish: async ({ subject, bodies, attributes }) => {
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: subject,
        Message: JSON.stringify(bodies),
        MessageStructure: 'json',
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: attributes.kind },
          ...listAttribute('group', attributes.group),
          ...listAttribute('mailbox', attributes.mailbox),
        },
      });
      try {
        await client.send(command);
      } catch (error) {
        throw new TopicUnavailableError(error);
      }
    },
  };
}

/** A filter compares each element. An empty list is left out: no filter would match it. */
function listAttribute(name: string, values: readonly string[]): Record<string, MessageAttributeValue> {
  return values.length === 0 ? {} : { [name]: { DataType: 'String.Array', StringValue: JSON.stringify(values) } };
}
