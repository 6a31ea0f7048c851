import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import { at, type Creator, flag, ignored, readProperties } from './resource.ts';

const topicSchema = v.strictObject({
  TopicName: v.optional(v.string()),
  FifoTopic: v.optional(v.literal(false)),
  // Known, and without effect on this machine.
  DisplayName: ignored,
  KmsMasterKeyId: ignored,
  SignatureVersion: ignored,
  TracingConfig: ignored,
  Tags: ignored,
});

/** AWS::SNS::Topic */
export const createTopic: Creator = async (resource, cloud) => {
  const topic = readProperties(resource, topicSchema);
  const name = topic.TopicName ?? cloud.names.physical(resource.logicalId, 256);
  await cloud.messaging.sns('CreateTopic', { Name: name });
  const arn = cloud.names.arn('sns', name);
  cloud.delivery.addTarget(arn);
  await cloud.notifications.observe(arn);
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

const subscriptionSchema = v.strictObject({
  TopicArn: v.string(),
  Protocol: v.string(),
  Endpoint: v.string(),
  RawMessageDelivery: v.optional(flag),
});

/** AWS::SNS::Subscription: to a queue; to an e-mail address it has no effect here, since nothing is mailed. */
export const createSubscription: Creator = async (resource, cloud) => {
  const { TopicArn, Protocol, Endpoint, RawMessageDelivery } = readProperties(resource, subscriptionSchema);
  const ref = `${TopicArn}:${resource.logicalId}`;
  if (Protocol === 'email' || Protocol === 'email-json') return { ref };
  if (Protocol !== 'sqs') {
    throw new UnsupportedTemplateError(at(resource, 'Protocol'), `a subscription by ${Protocol} is not understood`);
  }
  cloud.delivery.check(Endpoint, {}, at(resource, 'Endpoint'));
  const raw = { 'Attributes.entry.1.key': 'RawMessageDelivery', 'Attributes.entry.1.value': 'true' };
  await cloud.messaging.sns('Subscribe', { TopicArn, Protocol, Endpoint, ...(RawMessageDelivery ? raw : {}) });
  return { ref };
};
