import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { allowPublish, encryptedTopic } from './encrypted-topic.ts';
import { nameIn, type Stage } from './stage.ts';

/** The topic that people are notified by of what they asked for and have to decide. No service publishes to it. */
export class NotificationTopic extends Construct {
  readonly topic: Topic;
  private readonly key: Key;

  constructor(scope: Construct, id: string, stage: Stage, key: Key) {
    super(scope, id);
    this.key = key;
    const topicName = nameIn(stage, 'notifications');
    this.topic = encryptedTopic(this, { topicName, logicalId: 'NotificationTopic', key });
  }

  allowRoleToPublish(role: IRole): void {
    allowPublish(role, this.topic, this.key);
  }
}
