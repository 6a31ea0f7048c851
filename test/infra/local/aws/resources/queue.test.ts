import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { succeeded } from '../../../../../infra/local/aws/lambda/event-source.ts';
import { allows, type Json, lambda, resource } from '../support/assembly.ts';
import { clientFor, eventually, start, type TestStack } from '../support/stack.ts';

const fifo = (name: string, properties: Json = {}) =>
  resource('AWS::SQS::Queue', { QueueName: `${name}.fifo`, FifoQueue: true, VisibilityTimeout: 1, ...properties });

/** A FIFO queue `work.fifo` with a dead-letter queue, whose messages go to the function `worker`. */
function stackDefinition(handler: string, mapping: Json = {}, work: Json = {}) {
  return {
    resources: {
      Dead: fifo('dead'),
      Work: fifo('work', {
        ...work,
        ContentBasedDeduplication: true,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
        SqsManagedSseEnabled: true,
      }),
      Worker: lambda('worker'),
      Mapping: resource('AWS::Lambda::EventSourceMapping', {
        FunctionName: { Ref: 'Worker' },
        EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ...mapping,
      }),
    },
    rights: [
      allows(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], { 'Fn::GetAtt': ['Work', 'Arn'] }),
    ],
    outputs: { Url: { Value: { Ref: 'Work' } } },
    assets: { worker: { 'index.js': `exports.handler = async (event) => { ${handler} };` } },
  };
}

/** On a busy machine a worker takes more than a second to start: nothing is to be given out again meanwhile. */
const patient = { VisibilityTimeout: 60 };

async function send(
  stack: TestStack,
  messages: readonly { body: string; group: string; id?: string }[],
): Promise<void> {
  const client = new SQSClient(clientFor(stack, 'sqs'));
  for (const { body, group, id } of messages) {
    const more = id === undefined ? {} : { MessageDeduplicationId: id };
    await client.send(
      new SendMessageCommand({ QueueUrl: stack.outputs.Url, MessageBody: body, MessageGroupId: group, ...more }),
    );
  }
  client.destroy();
}

const isEmpty = async (stack: TestStack, name: string): Promise<true | undefined> => {
  const { visible = 1, inFlight = 1 } = (await stack.queueDepths())[name] ?? {};
  return visible + inFlight === 0 ? true : undefined;
};

describe('a queue that feeds a function', () => {
  test('gives records as Lambda does, and what was handled is gone', async () => {
    await using stack = await start(stackDefinition('console.log(JSON.stringify(event.Records))', {}, patient));
    await send(stack, [{ body: 'hello', group: 'g', id: 'd1' }]);
    const line = await eventually(() => stack.lines[0]);
    expect(JSON.parse(line.replace('worker: ', ''))).toEqual([
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: 'hello',
        attributes: expect.objectContaining({
          ApproximateReceiveCount: '1',
          MessageGroupId: 'g',
          MessageDeduplicationId: 'd1',
        }),
        messageAttributes: {},
        md5OfBody: '5d41402abc4b2a76b9719d911017c592',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work.fifo',
        awsRegion: 'us-east-1',
      },
    ]);
    await eventually(() => isEmpty(stack, 'work.fifo'));
    await expect(stack.messages('dead.fifo')).resolves.toEqual([]);
  });

  test('keeps the order within a group while groups run side by side', async () => {
    const handler = `const [{ body, attributes }] = event.Records;
      await new Promise((r) => setTimeout(r, body === 'a1' ? 3000 : 0));
      console.log(body);`;
    await using stack = await start(stackDefinition(handler, {}, patient));
    await send(
      stack,
      ['a1', 'a2', 'a3', 'b1', 'b2'].map((body) => ({ body, group: body.slice(0, 1) })),
    );
    await eventually(() => (stack.lines.length === 5 ? true : undefined));
    const order = stack.lines.map((line) => line.replace('worker: ', ''));
    expect(order.filter((body) => body.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(order.filter((body) => body.startsWith('b'))).toEqual(['b1', 'b2']);
    expect(order.indexOf('b1')).toBeLessThan(order.indexOf('a1'));
  });

  test('delivers the same deduplication id once', async () => {
    await using stack = await start(stackDefinition('console.log(event.Records[0].body)', {}, patient));
    await send(stack, [
      { body: 'one', group: 'g', id: 'same' },
      { body: 'two', group: 'g', id: 'same' },
      { body: 'three', group: 'g', id: 'other' },
    ]);
    await eventually(() => stack.lines.find((line) => line.includes('three')));
    expect(stack.lines).toEqual(['worker: one', 'worker: three']);
  });

  test('brings a message again where the function throws or reports it, then lays it aside', async () => {
    const handler = `const [{ body, messageId }] = event.Records;
      console.log(body);
      if (body === 'throws') throw new Error('no');
      return { batchItemFailures: [{ itemIdentifier: messageId }] };`;
    await using stack = await start(stackDefinition(handler));
    await send(stack, [
      { body: 'throws', group: 'g' },
      { body: 'reported', group: 'h' },
    ]);
    const dead = await eventually(async () => {
      const messages = await stack.messages('dead.fifo');
      return messages.length === 2 ? messages.map(({ body, groupId }) => [body, groupId]) : undefined;
    });
    expect(dead.sort()).toEqual([
      ['reported', 'h'],
      ['throws', 'g'],
    ]);
    expect(stack.lines.filter((line) => line === 'worker: throws' || line === 'worker: reported')).toHaveLength(4);
    await eventually(() => isEmpty(stack, 'work.fifo'));
  });

  test('that is not enabled delivers nothing', async () => {
    await using stack = await start(stackDefinition(`console.log('called')`, { Enabled: false }));
    await send(stack, [{ body: 'stays', group: 'g' }]);
    expect(await stack.messages('work.fifo')).toMatchObject([{ body: 'stays', receiveCount: 0 }]);
    expect(stack.lines).toEqual([]);
  });

  test('is read by its name, and a wrong name is told', async () => {
    await using stack = await start(stackDefinition(''));
    await expect(stack.messages('nowhere')).rejects.toMatchObject({ code: 'local-resource-unknown' });
  });
});

describe('batch item failures', () => {
  const messages = [{ MessageId: 'a' }, { MessageId: 'b' }];

  test.each([
    ['null', null, ['a', 'b']],
    ['an empty object', {}, ['a', 'b']],
    ['an empty list', { batchItemFailures: [] }, ['a', 'b']],
    ['a null list', { batchItemFailures: null }, ['a', 'b']],
    ['one item', { batchItemFailures: [{ itemIdentifier: 'a' }] }, ['b']],
    ['an unknown item', { batchItemFailures: [{ itemIdentifier: 'z' }] }, []],
    ['an item without a name', { batchItemFailures: [{}] }, []],
    ['a list of another kind', { batchItemFailures: 'a' }, []],
    ['a text', 'done', []],
  ])('%s', (_what, answer, done) => {
    expect(succeeded(messages, answer).map(({ MessageId }) => MessageId)).toEqual(done);
  });
});
