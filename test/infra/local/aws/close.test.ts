import { describe, expect, test } from '@jest/globals';
import { allows, type Json, lambda, resource, testRoleArn } from './support/assembly.ts';
import { eventually, start } from './support/stack.ts';

const resources: Json = {
  Table: resource('AWS::DynamoDB::Table', {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  }),
  Queue: resource('AWS::SQS::Queue', { QueueName: 'jobs' }),
  Topic: resource('AWS::SNS::Topic'),
  Worker: lambda('worker'),
  Mapping: resource('AWS::Lambda::EventSourceMapping', {
    FunctionName: { Ref: 'Worker' },
    EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
  }),
  Tick: resource('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(1 minute)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] }, RoleArn: testRoleArn, Input: '{"tick":true}' },
  }),
  Api: resource('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }),
};
const poll = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const rights = [
  allows(poll, { 'Fn::GetAtt': ['Queue', 'Arn'] }),
  allows(['lambda:InvokeFunction'], 'arn:aws:lambda:us-east-1:000000000000:function:worker'),
];
const assets = (body: string) => ({ worker: { 'index.js': `exports.handler = async (event) => { ${body} };` } });

/** Kinds of handles that keep a process alive, as Node names them. */
const handles = () =>
  process
    .getActiveResourcesInfo()
    .filter((kind) => /Server|Process|Timeout|TCPSocket/.test(kind))
    .sort();

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a closed stack', () => {
  test('leaves no process, server or timer', async () => {
    const before = handles();
    const stack = await start({ resources, rights, assets: assets('return process.pid') }, { scheduleSpeed: 600 });
    const pid = await stack.invoke('worker', {});
    expect(handles().length).toBeGreaterThan(before.length);
    await stack[Symbol.asyncDispose]();
    expect(isAlive(Number(pid))).toBe(false);
    await eventually(() => (handles().length <= before.length ? true : undefined));
  });

  test('answers nothing any more, and closing again is the same closing', async () => {
    const stack = await start({ resources, rights, assets: assets('') });
    await Promise.all([stack.close(), stack.close()]);
    for (const url of [stack.httpUrl, ...Object.values(stack.endpoints)])
      await expect(fetch(url ?? '')).rejects.toThrow('fetch failed');
    await expect(stack.invoke('worker', {})).rejects.toMatchObject({ errorType: 'TooManyRequestsException' });
    await stack[Symbol.asyncDispose]();
  });

  test('let what was under way finish first', async () => {
    const slow = assets(`console.log('begun'); await new Promise((r) => setTimeout(r, 300)); console.log('done');`);
    const stack = await start({ resources, rights, assets: slow });
    await eventually(() => stack.lines.find((line) => line === 'worker: begun'));
    await stack[Symbol.asyncDispose]();
    expect(stack.lines).toContain('worker: done');
  });

  test('refuses what still waits for a process, and starts none for it', async () => {
    const before = handles();
    const single = { Worker: lambda('worker', { ReservedConcurrentExecutions: 1 }) };
    const stack = await start({ resources: single, assets: assets('await new Promise((r) => setTimeout(r, 60_000))') });
    const calls = Promise.allSettled([1, 2, 3].map(() => stack.invoke('worker', {})));
    await stack[Symbol.asyncDispose]();
    const types = (await calls).map((call) => (call.status === 'rejected' ? call.reason.errorType : 'answered'));
    expect(types).toEqual(['Runtime.ExitError', 'TooManyRequestsException', 'TooManyRequestsException']);
    await eventually(() => (handles().length <= before.length ? true : undefined));
  });

  test('is what a start that fails leaves', async () => {
    const before = handles();
    const failing = {
      ...resources,
      Bad: { ...resource('AWS::SQS::Queue', { Nonsense: 1 }), DependsOn: ['Api', 'Topic', 'Table'] },
    };
    await expect(start({ resources: failing, rights, assets: assets('') })).rejects.toMatchObject({ logicalId: 'Bad' });
    await eventually(() => (handles().length <= before.length ? true : undefined));
  });
});
