import * as v from 'valibot';
import { UnsupportedTemplateError } from '../errors.ts';
import { serviceIdentity } from '../guard/identity.ts';
import { at, flag, ignored, readProperties } from './resource.ts';
import type { Creator } from './resource-context.ts';

const topicSchema = v.strictObject({
  TopicName: v.optional(v.string()),
  FifoTopic: v.optional(v.literal(false)),
  KmsMasterKeyId: v.optional(v.string()),
  // Known, and without effect on this machine.
  DisplayName: ignored,
  SignatureVersion: ignored,
  TracingConfig: ignored,
  Tags: ignored,
});

/** AWS::SNS::Topic */
export const createTopic: Creator = async (resource, resourceContext) => {
  const topic = readProperties(resource, topicSchema);
  const name = topic.TopicName ?? resourceContext.names.physical(resource.logicalId, 256);
  await resourceContext.messaging.sns('CreateTopic', { Name: name });
  const arn = resourceContext.names.arn('sns', name);
  resourceContext.guard.encryption.encrypt(arn, topic.KmsMasterKeyId, at(resource, 'KmsMasterKeyId'));
  resourceContext.delivery.addTarget(arn);
  await resourceContext.notifications.observe(arn);
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
};

const sns = serviceIdentity('sns.amazonaws.com');

const subscriptionSchema = v.strictObject({
  TopicArn: v.string(),
  Protocol: v.string(),
  Endpoint: v.string(),
  RawMessageDelivery: v.optional(flag),
  FilterPolicy: v.optional(v.record(v.string(), v.unknown())),
});

/**
 * AWS::SNS::Subscription: to a queue; to an e-mail address it has no effect here, since nothing is mailed. The emulator
 * delivers without asking anybody, so a queue that the topic may not send to gets no subscription there.
 */
export const createSubscription: Creator = (resource, resourceContext) => {
  const subscription = readProperties(resource, subscriptionSchema);
  const { TopicArn, Protocol, Endpoint } = subscription;
  const ref = `${TopicArn}:${resource.logicalId}`;
  if (Protocol === 'email' || Protocol === 'email-json') return { ref };
  if (Protocol !== 'sqs') {
    throw new UnsupportedTemplateError(at(resource, 'Protocol'), `a subscription by ${Protocol} is not understood`);
  }
  resourceContext.delivery.check(Endpoint, {}, at(resource, 'Endpoint'));
  resourceContext.whenComplete(async () => {
    const context = { 'aws:SourceArn': TopicArn, 'aws:SourceAccount': resourceContext.names.account };
    if (!resourceContext.guard.permits(sns, [{ action: 'sqs:SendMessage', resource: Endpoint, context }])) return;
    await resourceContext.messaging.sns('Subscribe', {
      TopicArn,
      Protocol,
      Endpoint,
      ...attributesOf(subscription),
    });
  });
  return { ref };
};

/** As the query protocol numbers the entries of a map. */
function attributesOf({
  RawMessageDelivery,
  FilterPolicy,
}: v.InferOutput<typeof subscriptionSchema>): Record<string, string> {
  const attributes = [
    ...(RawMessageDelivery ? [['RawMessageDelivery', 'true'] as const] : []),
    ...(FilterPolicy === undefined ? [] : [['FilterPolicy', JSON.stringify(FilterPolicy)] as const]),
  ];
  return Object.fromEntries(
    attributes.flatMap(([key, value], index) => [
      [`Attributes.entry.${index + 1}.key`, key],
      [`Attributes.entry.${index + 1}.value`, value],
    ]),
  );
}
