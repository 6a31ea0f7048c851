import { ServiceError } from '../errors.ts';
import type { RequestedCall } from '../iam/call.ts';

/** Actions on an object, by method. A part of a multipart upload is a PutObject too. */
const objectActions: Readonly<Record<string, string>> = {
  DELETE: 's3:DeleteObject',
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  POST: 's3:PutObject',
  PUT: 's3:PutObject',
};

const bucketActions: Readonly<Record<string, string>> = {
  DELETE: 's3:DeleteBucket',
  GET: 's3:ListBucket',
  HEAD: 's3:ListBucket',
  PUT: 's3:CreateBucket',
};

/** Sub-resources that need no other permission than the object or the bucket itself. */
const plainQueries = new Set(['list-type', 'prefix', 'max-keys', 'delimiter', 'continuation-token', 'start-after']);
const uploadQueries = new Set(['uploads', 'uploadId', 'partNumber', 'x-id', 'encoding-type']);

/** The call of one request to S3, path-style: `/bucket/key`. What is not understood is refused. */
export function objectCall(method: string, target: string): RequestedCall {
  const { pathname, searchParams } = new URL(target, 'http://localhost');
  const [bucket = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const action = (key === '' ? bucketActions : objectActions)[method];
  const isPlain = [...searchParams.keys()].every((name) => plainQueries.has(name) || uploadQueries.has(name));
  if (bucket === '' || action === undefined || !isPlain) {
    throw new ServiceError('NotImplemented', `the local stack offers no ${method} ${pathname} of S3`, 501);
  }
  return { action, resource: `arn:aws:s3:::${key === '' ? bucket : `${bucket}/${key}`}`, context: {} };
}
