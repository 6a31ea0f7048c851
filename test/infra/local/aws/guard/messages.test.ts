import { DeleteMessageBatchCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { accessKeyOf } from '../../../../../infra/local/aws/lambda/environment.ts';
import type { RunningStack } from '../../../../../infra/local/aws/stack.ts';
import { allows, type Json, policy, resource } from '../support/assembly.ts';
import { clientFor, eventually, start } from '../support/stack.ts';
import { arn, attribute, callerStack, forService, kmsKey, notAuthorizedMessage } from './caller-stack.ts';

const queue = (more: Json = {}) => resource('AWS::SQS::Queue', { QueueName: 'jobs', ...more });
const queueArn = arn('sqs', 'jobs');
const keyArn = arn('kms', 'key/Test-Key');

async function stackWith(rights: readonly Json[], resources: Json) {
  const stack = await start({ ...callerStack(resources, rights), outputs: { Url: { Value: { Ref: 'Queue' } } } });
  const client = new SQSClient(clientFor(stack, 'sqs', 'caller'));
  const QueueUrl = stack.outputs.Url;
  const dispose = async () => {
    client.destroy();
    await stack[Symbol.asyncDispose]();
  };
  return {
    stack,
    send: () => client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'b' })),
    receive: () => client.send(new ReceiveMessageCommand({ QueueUrl })),
    remove: () =>
      client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: '0', ReceiptHandle: 'none' }] })),
    [Symbol.asyncDispose]: dispose,
  };
}

const denied = (message: string) => ({
  name: 'AccessDenied',
  message: expect.stringContaining(message),
  $metadata: expect.objectContaining({ httpStatusCode: 403 }),
});

describe('a function that calls a queue', () => {
  test('is refused what its role does not allow; a batch needs the right of its single calls', async () => {
    await using it = await stackWith([allows(['sqs:SendMessage'], attribute('Queue'))], { Queue: queue() });
    await it.send();
    await expect(it.receive()).rejects.toMatchObject(denied(notAuthorizedMessage('sqs:ReceiveMessage', queueArn)));
    await expect(it.remove()).rejects.toMatchObject(denied(notAuthorizedMessage('sqs:DeleteMessage', queueArn)));
    expect(it.stack.lines.filter((line) => line.startsWith('local-stack: refused to caller: '))).toHaveLength(2);
  });

  test('may do what the policy of the queue allows its role', async () => {
    const statement = {
      ...allows(['sqs:ReceiveMessage'], attribute('Queue')),
      Principal: { AWS: attribute('TestRole') },
    };
    const own = { Queues: [{ Ref: 'Queue' }], PolicyDocument: policy([statement]) };
    await using it = await stackWith([], { Queue: queue(), Policy: resource('AWS::SQS::QueuePolicy', own) });
    await expect(it.receive()).resolves.toHaveProperty('$metadata.httpStatusCode', 200);
    await expect(it.send()).rejects.toMatchObject(denied(notAuthorizedMessage('sqs:SendMessage', queueArn)));
  });

  test.each<[string, readonly string[], string | undefined]>([
    ['both', ['kms:GenerateDataKey', 'kms:Decrypt'], undefined],
    ['no right to decrypt', ['kms:GenerateDataKey'], 'kms:Decrypt'],
    ['no right to a data key', ['kms:Decrypt'], 'kms:GenerateDataKey'],
  ])('that is encrypted sends with %s', async (_what, actions, lacking) => {
    const Condition = { StringEquals: { 'kms:EncryptionContext:aws:sqs:arn': queueArn } };
    const rights = [allows(['sqs:SendMessage'], attribute('Queue')), allows(actions, attribute('Key'), { Condition })];
    const resources = { Key: kmsKey(), Queue: queue({ KmsMasterKeyId: { Ref: 'Key' } }) };
    await using it = await stackWith(rights, resources);
    if (lacking === undefined) await it.send();
    else await expect(it.send()).rejects.toMatchObject(denied(notAuthorizedMessage(lacking, keyArn)));
  });

  test('asks nobody where the key is AWS’s own', async () => {
    const resources = { Queue: queue({ KmsMasterKeyId: 'alias/aws/sqs' }) };
    await using it = await stackWith([allows(['sqs:SendMessage'], attribute('Queue'))], resources);
    await it.send();
  });
});

/** A call of SNS or S3 by hand, as the function. */
async function call(stack: RunningStack, service: string, path: string, init: RequestInit) {
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyOf('caller')}/20260101/us-east-1/${service}/aws4_request`;
  const headers = { ...init.headers, authorization };
  const answer = await fetch(`${stack.endpoints[service]}${path}`, { ...init, headers });
  return { status: answer.status, body: await answer.text() };
}

const publish = (stack: RunningStack) =>
  call(stack, 'sns', '/', {
    method: 'POST',
    body: new URLSearchParams({ Action: 'Publish', TopicArn: arn('sns', 'alarms'), Message: 'm' }),
  });

describe('a function that calls a topic', () => {
  const topic = (more: Json = {}) => resource('AWS::SNS::Topic', { TopicName: 'alarms', ...more });

  test('is refused in the form of SNS', async () => {
    await using stack = await start(callerStack({ Topic: topic() }));
    const { status, body } = await publish(stack);
    expect([status, body]).toEqual([403, expect.stringContaining('<Code>AuthorizationError</Code>')]);
    expect(body).toContain(notAuthorizedMessage('sns:Publish', arn('sns', 'alarms')));
  });

  test('needs the right to the key of the topic', async () => {
    const resources = { Key: kmsKey(), Topic: topic({ KmsMasterKeyId: attribute('Key') }) };
    await using refused = await start(callerStack(resources, [allows(['sns:Publish'], { Ref: 'Topic' })]));
    expect((await publish(refused)).body).toContain(notAuthorizedMessage('kms:GenerateDataKey', keyArn));
    const both = allows(['kms:GenerateDataKey*', 'kms:Decrypt'], attribute('Key'));
    await using allowed = await start(callerStack(resources, [allows(['sns:Publish'], { Ref: 'Topic' }), both]));
    expect((await publish(allowed)).status).toBe(200);
  });
});

describe('a function that calls a bucket', () => {
  test('is refused in the form of S3, object by object', async () => {
    const rights = [allows(['s3:PutObject'], 'arn:aws:s3:::exports/daily/*'), allows(['s3:CreateBucket'], '*')];
    await using stack = await start(callerStack({}, rights));
    const put = (path: string) => call(stack, 's3', path, { method: 'PUT', body: 'x' });
    expect((await put('/exports')).status).toBe(200);
    expect((await put('/exports/daily/a')).status).toBe(200);
    const refused = [
      await put('/exports/other/a'),
      await call(stack, 's3', '/exports/daily/a', { method: 'GET' }),
      await call(stack, 's3', '/exports?list-type=2', { method: 'GET' }),
    ];
    const forms = refused.map(({ status, body }) => [status, /perform: (\S+) on resource: (\S+)/.exec(body)?.slice(1)]);
    expect(forms).toEqual([
      [403, ['s3:PutObject', 'arn:aws:s3:::exports/other/a']],
      [403, ['s3:GetObject', 'arn:aws:s3:::exports/daily/a']],
      [403, ['s3:ListBucket', 'arn:aws:s3:::exports']],
    ]);
  });
});

describe('a function that reads an encrypted bucket', () => {
  test('needs the right to decrypt with the key of the bucket', async () => {
    const byDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: attribute('Key') };
    const rules = [{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: byDefault }];
    const bucket = resource('AWS::S3::Bucket', {
      BucketName: 'closed',
      BucketEncryption: { ServerSideEncryptionConfiguration: rules },
    });
    const resources = { Key: kmsKey(), Bucket: bucket };
    const read = allows(['s3:GetObject'], 'arn:aws:s3:::closed/*');
    await using refused = await start(callerStack(resources, [read]));
    const { status, body } = await call(refused, 's3', '/closed/a', { method: 'GET' });
    expect([status, body]).toEqual([403, expect.stringContaining(notAuthorizedMessage('kms:Decrypt', keyArn))]);
    await using allowed = await start(callerStack(resources, [read, allows(['kms:Decrypt'], attribute('Key'))]));
    expect((await call(allowed, 's3', '/closed/a', { method: 'GET' })).status).toBe(404);
  });
});

describe('a topic that a queue subscribes to', () => {
  const resources = (statements: readonly Json[]) => ({
    Key: kmsKey(),
    Topic: resource('AWS::SNS::Topic', { TopicName: 'alarms' }),
    Queue: queue(),
    Subscription: resource('AWS::SNS::Subscription', {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'sqs',
      Endpoint: attribute('Queue'),
    }),
    ...(statements.length === 0
      ? {}
      : {
          Policy: resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Queue' }], PolicyDocument: policy(statements) }),
        }),
  });
  const from = (topic: unknown) =>
    forService('sns.amazonaws.com', ['sqs:SendMessage'], attribute('Queue'), {
      Condition: { ArnEquals: { 'aws:SourceArn': topic } },
    });
  const rights = [allows(['sns:Publish'], { Ref: 'Topic' })];

  test('reaches it where its policy allows this topic', async () => {
    await using stack = await start(callerStack(resources([from({ Ref: 'Topic' })]), rights));
    await publish(stack);
    await eventually(async () => (await stack.messages('jobs'))[0]);
  });

  test.each<[string, readonly Json[]]>([
    ['no policy', []],
    ['a policy for another topic', [from(arn('sns', 'others'))]],
  ])('does not reach it with %s, and the stack says why', async (_what, statements) => {
    await using stack = await start(callerStack(resources(statements), rights));
    expect((await publish(stack)).status).toBe(200);
    expect(await stack.messages('jobs')).toEqual([]);
    expect(stack.lines[0]).toContain(notAuthorizedMessage('sqs:SendMessage', queueArn, 'sns.amazonaws.com'));
  });
});
