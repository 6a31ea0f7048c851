import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnSubscription, type Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Person } from '../../config/people.ts';
import { acknowledge } from '../acknowledge.ts';

export interface PeopleSubscriptionsProps {
  readonly topic: Topic;
  readonly people: readonly Person[];
}

/** Lets the topic of notifications tell people, each of what they want to know. */
export class PeopleSubscriptions extends Construct {
  constructor(scope: Construct, id: string, { topic, people }: PeopleSubscriptionsProps) {
    super(scope, id);
    for (const person of people) {
      const filterPolicy = filterPolicyOf(person);
      const mail = new CfnSubscription(this, person.email, {
        topicArn: topic.topicArn,
        protocol: 'email',
        endpoint: person.email,
        ...(filterPolicy === undefined ? {} : { filterPolicy }),
      });
      // A deployment silences nobody: who leaves the configuration gets mails until they unsubscribe.
      mail.applyRemovalPolicy(RemovalPolicy.RETAIN);
      acknowledge(mail, { 'Serverless-SNSRedrivePolicy': 'An alarm counts mails that fail, and the table has it all' });
    }
  }
}

/**
 * What SNS lets through to a mailbox: what the configuration asks for, and what the policy in force still sends there.
 * A filter changes with the deployment; the policy gives those who are to be told less the time to veto that.
 */
function filterPolicyOf({ email, kinds, groups }: Person): Readonly<Record<string, unknown>> | undefined {
  if (kinds === undefined && groups === undefined) return undefined;
  const wanted = {
    ...(kinds === undefined ? {} : { kind: kinds }),
    ...(groups === undefined ? {} : { group: groups }),
  };
  return { $or: [wanted, { mailbox: [email] }] };
}
