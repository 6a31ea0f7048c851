import { valueAt } from '../../json.ts';
import type { Rule } from '../rule.ts';
import { type DeclaredResource, list, property } from '../template.ts';

/** Where each type names the key that it is encrypted with. */
const keyOf: Readonly<Record<string, (each: DeclaredResource) => unknown>> = {
  'AWS::DynamoDB::Table': (table) => property(table, 'SSESpecification', 'KMSMasterKeyId'),
  'AWS::Events::EventBus': (bus) => property(bus, 'KmsKeyIdentifier'),
  'AWS::Logs::LogGroup': (group) => property(group, 'KmsKeyId'),
  'AWS::S3::Bucket': (bucket) =>
    list(property(bucket, 'BucketEncryption', 'ServerSideEncryptionConfiguration')).map((each) =>
      valueAt(each, ['ServerSideEncryptionByDefault', 'KMSMasterKeyID']),
    ),
  'AWS::SNS::Topic': (topic) => property(topic, 'KmsMasterKeyId'),
  'AWS::SQS::Queue': (queue) => property(queue, 'KmsMasterKeyId'),
  'AWS::SecretsManager::Secret': (secret) => property(secret, 'KmsKeyId'),
};

/** AwsSolutions-SNS2, -SQS2 and others take AWS's own keys too. This one asks for a key of the company's. */
export const ownKeyEncryption: Rule = {
  name: 'own-key-encryption',
  requires: 'What is kept or passes by is encrypted with a key of the company’s own, whose policy says who may read.',
  violations: (template) =>
    template
      .ofType(...Object.keys(keyOf))
      .filter((each) => template.referencedBy(keyOf[each.type]?.(each), 'AWS::KMS::Key') === undefined)
      .map(({ id }) => id),
};
