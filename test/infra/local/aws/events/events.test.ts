import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, test } from '@jest/globals';
import { inputFor, readPath } from '../../../../../infra/local/aws/events/input.ts';
import { matches, readPattern } from '../../../../../infra/local/aws/events/pattern.ts';
import type { BusEvent } from '../../../../../infra/local/aws/events/put-events.ts';
import type { Notification } from '../../../../../infra/local/aws/services/notifications.ts';
import { allows, type Json, lambda, permission, policy, queuePolicy, resource } from '../support/assembly.ts';
import { clientFor, eventually, start } from '../support/stack.ts';

const at = { logicalId: 'Rule', path: '' };

/** A bus, a topic, two queues, a function `taker`, and one rule for `Ordered` events. */
function stackDefinition(targets: readonly Json[], more: Json = {}, handler = 'console.log(JSON.stringify(event))') {
  return {
    resources: {
      Bus: resource('AWS::Events::EventBus', { Name: 'shop' }),
      Topic: resource('AWS::SNS::Topic', { TopicName: 'alarms' }),
      Queue: resource('AWS::SQS::Queue', { QueueName: 'taken' }),
      Lost: resource('AWS::SQS::Queue', { QueueName: 'lost' }),
      TopicPolicy: resource('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: policy([
          { ...allows(['sns:Publish'], { Ref: 'Topic' }), Principal: { Service: 'events.amazonaws.com' } },
        ]),
      }),
      QueuePolicy: queuePolicy('Queue', 'events.amazonaws.com'),
      Taker: lambda('taker'),
      Permission: permission('Taker', 'events.amazonaws.com'),
      Rule: resource('AWS::Events::Rule', {
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['web'], 'detail-type': ['Ordered'] },
        Targets: targets,
      }),
      ...more,
    },
    // What Lambda sends to its destinations and its dead-letter queue, it sends as the function.
    rights: [allows(['sqs:SendMessage'], [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, { 'Fn::GetAtt': ['Lost', 'Arn'] }])],
    assets: { taker: { 'index.js': `exports.handler = async (event, context) => { ${handler} };` } },
  };
}

const toFunction = { Id: 'f', Arn: { 'Fn::GetAtt': ['Taker', 'Arn'] } };
const toQueue = { Id: 'q', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
const ordered = {
  EventBusName: 'shop',
  Source: 'web',
  DetailType: 'Ordered',
  Detail: '{"id":"o-1","lines":["a","b"]}',
};

describe('an event', () => {
  test('reaches the targets of a matching rule in its envelope', async () => {
    await using stack = await start(stackDefinition([toFunction, toQueue]));
    const heard: [BusEvent, string][] = [];
    stack.onEvent((event, bus) => heard.push([event, bus]));
    const client = new EventBridgeClient(clientFor(stack, 'eventbridge'));
    const entry = { ...ordered, Resources: ['arn:x'], Time: new Date('2026-03-04T05:06:07.890Z') };
    const answer = await client.send(new PutEventsCommand({ Entries: [entry] }));
    client.destroy();
    const expected = {
      version: '0',
      id: answer.Entries?.[0]?.EventId,
      'detail-type': 'Ordered',
      source: 'web',
      account: '000000000000',
      time: '2026-03-04T05:06:07Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: { id: 'o-1', lines: ['a', 'b'] },
    };
    const line = await eventually(() => stack.lines[0]);
    expect(JSON.parse(line.replace('taker: ', ''))).toEqual(expected);
    const [message] = await eventually(async () => {
      const messages = await stack.messages('taken');
      return messages.length > 0 ? messages : undefined;
    });
    expect(JSON.parse(message?.body ?? '')).toEqual(expected);
    expect(heard).toEqual([[expected, 'shop']]);
  });

  test('that no rule wants is heard and goes nowhere', async () => {
    await using stack = await start(stackDefinition([toQueue]));
    const heard: string[] = [];
    const end = stack.onEvent((event) => heard.push(event['detail-type']));
    stack.putEvents([
      { ...ordered, DetailType: 'Paid' },
      { ...ordered, Source: 'shop' },
      { ...ordered, EventBusName: 'default' },
    ]);
    end();
    stack.putEvents([{ ...ordered, DetailType: 'Unheard' }]);
    expect(heard).toEqual(['Paid', 'Ordered', 'Ordered']);
    await expect(stack.messages('taken')).resolves.toEqual([]);
  });

  test('is refused by itself where it is malformed, and the others go', async () => {
    await using stack = await start(stackDefinition([]));
    const { Source: _, ...noSource } = ordered;
    const entries = [
      ordered,
      noSource,
      { ...ordered, Detail: '{"a":' },
      { ...ordered, Detail: '[]' },
      { ...ordered, Source: 'aws.s3' },
      { ...ordered, EventBusName: 'gone' },
      { ...ordered, EventBusName: 'arn:aws:events:us-east-1:000000000000:event-bus/shop' },
    ];
    const answer = stack.putEvents(entries);
    expect(answer.FailedEntryCount).toBe(5);
    expect(answer.Entries.map((entry) => ('ErrorCode' in entry ? entry.ErrorCode : 'ok'))).toEqual([
      'ok',
      'InvalidArgument',
      'MalformedDetail',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'ResourceNotFoundException',
      'ok',
    ]);
  });

  test('is refused with all others where the request is too large or empty', async () => {
    await using stack = await start(stackDefinition([]));
    const client = new EventBridgeClient(clientFor(stack, 'eventbridge'));
    for (const Entries of [[], Array.from({ length: 11 }, () => ordered)]) {
      await expect(client.send(new PutEventsCommand({ Entries }))).rejects.toMatchObject({
        name: 'ValidationException',
      });
    }
    client.destroy();
  });

  test('is told to a topic, and the topic to whoever listens', async () => {
    const template = { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '"order <id> came"' };
    await using stack = await start(stackDefinition([{ Id: 't', Arn: { Ref: 'Topic' }, InputTransformer: template }]));
    const heard: Notification[] = [];
    stack.onNotification((notification) => heard.push(notification));
    stack.putEvents([ordered]);
    await eventually(() => heard[0]);
    expect(heard).toEqual([
      { topicArn: 'arn:aws:sns:us-east-1:000000000000:alarms', topicName: 'alarms', message: '"order o-1 came"' },
    ]);
    expect(Object.keys(await stack.queueDepths()).sort()).toEqual(['lost', 'taken']);
  });

  test('reaches a queue through a topic that it subscribes to', async () => {
    const subscription = (RawMessageDelivery: boolean) =>
      resource('AWS::SNS::Subscription', {
        TopicArn: { Ref: 'Topic' },
        Protocol: 'sqs',
        Endpoint: { 'Fn::GetAtt': [RawMessageDelivery ? 'Queue' : 'Lost', 'Arn'] },
        RawMessageDelivery,
      });
    const mail = resource('AWS::SNS::Subscription', {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'email',
      Endpoint: 'a@example.com',
    });
    const fromTopic = (queue: string) => queuePolicy(queue, 'sns.amazonaws.com');
    const policies = { FromTopic: fromTopic('Queue'), LostFromTopic: fromTopic('Lost') };
    const more = { Raw: subscription(true), Wrapped: subscription(false), Mail: mail, ...policies };
    await using stack = await start(stackDefinition([{ Id: 't', Arn: { Ref: 'Topic' }, Input: '{"n":1}' }], more));
    stack.putEvents([ordered]);
    const raw = await eventually(async () => (await stack.messages('taken'))[0]);
    const wrapped = await eventually(async () => (await stack.messages('lost'))[0]);
    expect(raw.body).toBe('{"n":1}');
    expect(JSON.parse(wrapped.body)).toMatchObject({ Type: 'Notification', Message: '{"n":1}' });
  });

  test('passes by a rule that is disabled', async () => {
    const disabled = resource('AWS::Events::Rule', {
      EventPattern: { source: ['web'] },
      State: 'DISABLED',
      Targets: [toQueue],
    });
    await using stack = await start(stackDefinition([], { Disabled: disabled }));
    stack.putEvents([{ ...ordered, EventBusName: 'default' }]);
    await expect(stack.messages('taken')).resolves.toEqual([]);
  });
});

describe('a function that an event starts', () => {
  const config = (properties: Json) =>
    resource('AWS::Lambda::EventInvokeConfig', { FunctionName: { Ref: 'Taker' }, Qualifier: '$LATEST', ...properties });
  const onFailure = { OnFailure: { Destination: { 'Fn::GetAtt': ['Lost', 'Arn'] } } };

  test('is tried again as often as its configuration says, then the failure is recorded', async () => {
    const more = {
      Config: config({ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60, DestinationConfig: onFailure }),
    };
    await using stack = await start(
      stackDefinition([toFunction], more, `console.log('try'); throw new RangeError('full')`),
    );
    stack.putEvents([ordered]);
    const lost = await eventually(async () => (await stack.messages('lost'))[0]);
    expect(JSON.parse(lost.body)).toMatchObject({
      version: '1.0',
      requestContext: {
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:taker:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 2,
      },
      requestPayload: { source: 'web', detail: { id: 'o-1' } },
      responseContext: { functionError: 'Unhandled' },
      responsePayload: { errorType: 'RangeError', errorMessage: 'full' },
    });
    expect(stack.lines.filter((line) => line === 'taker: try')).toHaveLength(2);
  });

  test('leaves its event in its dead-letter queue', async () => {
    const base = stackDefinition(
      [toFunction],
      { Config: config({ MaximumRetryAttempts: 0 }) },
      `throw new Error('never')`,
    );
    const dead = { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Lost', 'Arn'] } } };
    await using stack = await start({ ...base, resources: { ...base.resources, Taker: lambda('taker', dead) } });
    stack.putEvents([ordered]);
    const lost = await eventually(async () => (await stack.messages('lost'))[0]);
    expect(JSON.parse(lost.body)).toMatchObject({ 'detail-type': 'Ordered' });
    expect(lost.attributes).toMatchObject({ ErrorMessage: 'never', RequestID: expect.any(String) });
  });

  test('succeeds at a later attempt with the same request id', async () => {
    const handler = `console.log(context.awsRequestId); globalThis.n = (globalThis.n ?? 0) + 1; if (globalThis.n === 1) throw new Error('once')`;
    const more = {
      Config: config({
        DestinationConfig: { ...onFailure, OnSuccess: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
      }),
    };
    await using stack = await start(stackDefinition([toFunction], more, handler));
    stack.putEvents([ordered]);
    const record = await eventually(async () => (await stack.messages('taken'))[0]);
    expect(JSON.parse(record.body)).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 2 },
    });
    expect(stack.lines.filter((line) => line === stack.lines[0])).toHaveLength(2);
    await expect(stack.messages('lost')).resolves.toEqual([]);
  });
});

describe('a pattern', () => {
  const event = {
    source: 'web',
    n: 5,
    ok: true,
    none: null,
    detail: { coin: 'USDT', tags: ['a', 'b'], deep: { x: 'y' } },
  };

  test.each<[Json, boolean]>([
    [{ source: ['web'] }, true],
    [{ source: ['shop', 'web'] }, true],
    [{ source: ['shop'] }, false],
    [{ source: ['web'], detail: { coin: ['BTC'] } }, false],
    [{ detail: { deep: { x: ['y'] } } }, true],
    [{ detail: { tags: ['b'] } }, true],
    [{ detail: { tags: ['c'] } }, false],
    [{ detail: { missing: ['a'] } }, false],
    [{ n: [5], ok: [true], none: [null] }, true],
    [{ n: ['5'] }, false],
    [{ source: [{ 'anything-but': 'shop' }] }, true],
    [{ source: [{ 'anything-but': ['shop', 'web'] }] }, false],
    [{ missing: [{ 'anything-but': 'x' }] }, false],
    [{ toString: ['x'] }, false],
  ])('%j matches: %s', (pattern, expected) => {
    expect(matches(readPattern(pattern, at), event)).toBe(expected);
  });
});

describe('the input of a target', () => {
  const event = { detail: { id: 'a"b', n: 1, list: [1, 2] } };
  const paths = new Map(['id', 'n', 'list', 'gone'].map((name) => [name, readPath(`$.detail.${name}`, at)]));

  test.each([
    ['{"id":<id>,"n":<n>,"list":<list>}', '{"id":"a\\"b","n":1,"list":[1,2]}'],
    ['"id <id>, n <n>, list <list>"', '"id a\\"b, n 1, list [1,2]"'],
    ['{"gone":<gone>,"text":"<gone>"}', '{"gone":"","text":""}'],
    ['<other> "<other>"', '<other> "<other>"'],
  ])('made from the template %s', (template, expected) => {
    expect(inputFor({ kind: 'template', paths, template }, event)).toBe(expected);
  });

  test('is a part of the event, or a constant', () => {
    expect(inputFor({ kind: 'path', path: ['detail', 'list'] }, event)).toBe('[1,2]');
    expect(inputFor({ kind: 'constant', text: 'c' }, event)).toBe('c');
  });
});
