import { RemovalPolicy } from 'aws-cdk-lib';
import { Subscription, SubscriptionProtocol, type Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

export interface NotificationsProps {
  readonly topic: Topic;
  readonly emails: readonly string[];
}

/** Lets the topic tell people. Each subscription has its own resource. */
export class Notifications extends Construct {
  constructor(scope: Construct, id: string, { topic, emails }: NotificationsProps) {
    super(scope, id);
    for (const endpoint of emails) {
      const mail = new Subscription(this, endpoint, { topic, protocol: SubscriptionProtocol.EMAIL, endpoint });
      // A deployment silences nobody: who leaves the configuration gets mails until they unsubscribe.
      mail.applyRemovalPolicy(RemovalPolicy.RETAIN);
      acknowledge(mail, {
        'Serverless-SNSRedrivePolicy': 'An alarm counts mails that fail, and the dashboard has it all',
      });
    }
  }
}
