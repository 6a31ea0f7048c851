import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { denyOtherAccounts } from './encrypted-queue.ts';
import { allow, allowKey } from './grants.ts';
import { pinLogicalId } from './pin-logical-id.ts';

export interface EncryptedTopicProps {
  readonly topicName: string;
  readonly logicalId: string;
  readonly key: Key;
}

/**
 * A topic that is encrypted with a key of the company's, and that nobody from another account publishes to, whatever
 * else its policy comes to say.
 */
export function encryptedTopic(scope: Construct, { topicName, logicalId, key }: EncryptedTopicProps): Topic {
  const topic = pinLogicalId(new Topic(scope, 'Topic', { topicName, masterKey: key, enforceSSL: true }), logicalId);
  topic.addToResourcePolicy(denyOtherAccounts(scope, 'sns:Publish', topic.topicArn));
  return topic;
}

/** Lets a role tell people something. To publish to an encrypted topic takes both actions of its key. */
export function allowPublish(role: IRole, topic: Topic, key: Key): void {
  allow(role, ['sns:Publish'], [topic.topicArn]);
  allowKey(role, key, 'sns', ['kms:Decrypt', 'kms:GenerateDataKey']);
}
