import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { allowService } from './customer-managed-key.ts';
import { allowPublish, encryptedTopic } from './encrypted-topic.ts';
import { nameIn, type Stage } from './stage.ts';

/** What a service that publishes does with the topic's key. */
const publishKeyActions = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/** The topic that people are told by: events that they must see, and CloudWatch's alarms of this stage. */
export class AlarmsTopic extends Construct {
  readonly topic: Topic;
  private readonly key: Key;

  constructor(scope: Construct, id: string, stage: Stage, key: Key) {
    super(scope, id);
    this.key = key;
    const topicName = nameIn(stage, 'alarms');
    this.topic = encryptedTopic(this, { topicName, logicalId: 'Alarms', key });
    // By its name: the key is there before the topic is.
    const arn = Stack.of(this).formatArn({ service: 'sns', resource: topicName });
    const ofTopic = { 'kms:EncryptionContext:aws:sns:topicArn': arn };
    this.allowCloudWatch(stage, ofTopic);
    this.allowEventBridge(ofTopic);
  }

  /** Lets a role tell people something. */
  allowRoleToPublish(role: IRole): void {
    allowPublish(role, this.topic, this.key);
  }

  private allowCloudWatch(stage: Stage, ofTopic: Readonly<Record<string, string>>): void {
    const stack = Stack.of(this);
    const fromAccount = { 'aws:SourceAccount': stack.account };
    const alarms = stack.formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: nameIn(stage, '*'),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.allowPublish('Alarms', 'cloudwatch.amazonaws.com', {
      StringEquals: fromAccount,
      ArnLike: { 'aws:SourceArn': alarms },
    });
    allowService(this.key, 'cloudwatch.amazonaws.com', publishKeyActions, {
      StringEquals: { ...ofTopic, ...fromAccount },
    });
  }

  /**
   * EventBridge fills in no condition of a topic's policy: with one, nothing would ever arrive (its guide, "Amazon SNS
   * permissions"). A rule of another account does not come by here: it sends with a role of that account. And KMS is
   * told neither rule nor account (guide of SNS, "Configuring AWS KMS permissions"); what is encrypted it is told, by
   * SNS.
   */
  private allowEventBridge(ofTopic: Readonly<Record<string, string>>): void {
    this.allowPublish('AlarmingRule', 'events.amazonaws.com');
    allowService(this.key, 'events.amazonaws.com', publishKeyActions, { StringEquals: ofTopic });
  }

  private allowPublish(sid: string, service: string, conditions: Record<string, Record<string, string>> = {}): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid,
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        principals: [new ServicePrincipal(service)],
        conditions,
      }),
    );
  }
}
