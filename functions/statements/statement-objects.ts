import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { TreasuryError } from '../shared/core/errors.ts';

/** S3 did not take an object, or did not give one back. The next run asks again. */
export class BucketUnavailableError extends TreasuryError {
  constructor(what: string, cause: unknown) {
    super('bucket-unavailable', `S3 did not ${what}`, { cause });
  }
}

/** The bucket in which nobody can change what was written. Both throw BucketUnavailableError. */
export interface StatementObjects {
  /** `exists`: there is an object of this name, maybe our own whose answer was lost. It was left as it is. */
  putNew(key: string, text: string): Promise<'written' | 'exists'>;
  /** Undefined where it is not there, which S3 does not tell from one that we may not read. */
  get(key: string): Promise<string | undefined>;
}

export function openStatementObjects(bucket: string): StatementObjects {
  const client = new S3Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  });
  return {
    putNew: async (Key, text) => {
      const request = { Bucket: bucket, Key, Body: text, ContentType: 'application/x-ndjson', IfNoneMatch: '*' };
      try {
        await client.send(new PutObjectCommand(request));
        return 'written';
      } catch (error) {
        if (statusOf(error) === 412) return 'exists';
        throw new BucketUnavailableError('take a statement', error);
      }
    },
    get: async (Key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
        return await Body?.transformToString('utf8');
      } catch (error) {
        if (statusOf(error) === 404 || statusOf(error) === 403) return undefined;
        throw new BucketUnavailableError('give a statement', error);
      }
    },
  };
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
