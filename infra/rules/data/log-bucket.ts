import { type Declared, type DeclaredTemplate, property } from '../template.ts';

/**
 * Whether it is where S3 writes who used another bucket. S3 delivers to no bucket with a default retention, and to none
 * that is encrypted with a KMS key by default.
 */
export function isLogBucket(template: DeclaredTemplate, bucket: Declared): boolean {
  const others = template.ofType('AWS::S3::Bucket').filter(({ id }) => id !== bucket.id);
  return others.some(
    (each) =>
      template.namedBy(property(each, 'LoggingConfiguration', 'DestinationBucketName'), 'AWS::S3::Bucket')?.id ===
      bucket.id,
  );
}
