import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, type Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { nameIn, type Stage } from '../stage.ts';

export interface NotificationsProps {
  readonly stage: Stage;
  readonly topic: Topic;
  readonly emails: readonly string[];
}

/** Lets the alarms of this stage tell the topic, and the topic tell people. Each subscription has its own resource. */
export class Notifications extends Construct {
  constructor(scope: Construct, id: string, { stage, topic, emails }: NotificationsProps) {
    super(scope, id);
    const { account } = Stack.of(this);
    const alarms = Stack.of(this).formatArn({
      service: 'cloudwatch',
      resource: 'alarm',
      resourceName: nameIn(stage, '*'),
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': alarms } },
      }),
    );
    for (const endpoint of emails) {
      const mail = new Subscription(this, endpoint, { topic, protocol: SubscriptionProtocol.EMAIL, endpoint });
      acknowledge(mail, {
        'Serverless-SNSRedrivePolicy': 'An alarm counts mails that fail, and the dashboard has it all',
      });
    }
  }
}
