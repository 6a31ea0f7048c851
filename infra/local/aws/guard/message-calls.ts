import { isObject, type JsonObject, parseJson } from '../../../json.ts';
import { ServiceError } from '../errors.ts';
import type { RequestedCall } from '../iam/call.ts';
import type { Names } from '../names.ts';
import type { ProxiedRequest } from '../services/proxy.ts';
import { objectCall } from './object-calls.ts';

/** The service that a request to the emulator of SQS, SNS and S3 is for, and the call that it makes. */
export interface MessageCall {
  readonly service: 'sqs' | 'sns' | 's3';
  readonly call: RequestedCall;
}

export function messageCall(proxied: ProxiedRequest, names: Names): MessageCall {
  const target = proxied.headers['x-amz-target'];
  if (typeof target === 'string') return { service: 'sqs', call: queueCall(target, proxied.body, names) };
  if (String(proxied.headers['content-type']).startsWith('application/x-www-form-urlencoded')) {
    return { service: 'sns', call: topicCall(new URLSearchParams(proxied.body.toString('utf8')), names) };
  }
  return { service: 's3', call: objectCall(proxied.method, proxied.path) };
}

/**
 * SQS's JSON protocol. Its batches need the permission of their single calls (service authorization reference, SQS).
 */
function queueCall(target: string, body: Buffer, names: Names): RequestedCall {
  const [, operation] = /^AmazonSQS\.(\w+)$/.exec(target) ?? [];
  const input = parseJson(body.toString('utf8'));
  if (operation === undefined || !isObject(input)) {
    throw new ServiceError('InvalidAction', 'the local stack offers no such operation of SQS');
  }
  const name = queueName(input);
  return {
    action: `sqs:${operation.replace(/Batch$/, '')}`,
    resource: name === undefined ? '*' : names.arn('sqs', name),
    context: {},
  };
}

function queueName({ QueueUrl: url, QueueName: name }: JsonObject): string | undefined {
  if (typeof url === 'string') return url.slice(url.lastIndexOf('/') + 1);
  return typeof name === 'string' ? name : undefined;
}

/** SNS's query protocol. */
function topicCall(form: URLSearchParams, names: Names): RequestedCall {
  const name = form.get('Name');
  const created = name === null ? undefined : names.arn('sns', name);
  return {
    action: `sns:${(form.get('Action') ?? '').replace(/^PublishBatch$/, 'Publish')}`,
    resource: form.get('TopicArn') ?? form.get('TargetArn') ?? created ?? '*',
    context: {},
  };
}
