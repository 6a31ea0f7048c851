import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, test } from '@jest/globals';
import type { BusEvent } from '../../../../../infra/local/aws/events/put-events.ts';
import { allows, type Json, resource, testRoleArn } from '../support/assembly.ts';
import { clientFor, eventually, start } from '../support/stack.ts';

/** `${name}`, which DefinitionSubstitutions fills in. */
const filledIn = (name: string) => `\${${name}}`;
const put = 'arn:aws:states:::events:putEvents';
const entry = (Detail: Json, EventBusName = filledIn('Bus')) => ({
  Entries: [{ EventBusName, Source: 'shop', DetailType: 'Asked', Detail }],
});
const ask = (more: Json = {}) => ({
  Type: 'Task',
  Resource: `${put}.waitForTaskToken`,
  Parameters: entry({ 'id.$': '$.id', 'token.$': '$$.Task.Token' }),
  ResultPath: '$.answer',
  TimeoutSeconds: 60,
  End: true,
  ...more,
});
const stateMachine = (states: Json, StartAt = 'Ask') => ({
  Machine: resource('AWS::StepFunctions::StateMachine', {
    StateMachineName: 'flow',
    StateMachineType: 'STANDARD',
    RoleArn: testRoleArn,
    DefinitionString: JSON.stringify({ StartAt, States: states }),
    DefinitionSubstitutions: { Bus: { Ref: 'Bus' }, Topic: { Ref: 'Topic' } },
  }),
});
const stackDefinition = (states: Json, startAt?: string) => ({
  resources: {
    Bus: resource('AWS::Events::EventBus', { Name: 'shop' }),
    Topic: resource('AWS::SNS::Topic', { TopicName: 'alarms' }),
    ...stateMachine(states, startAt),
  },
  rights: [
    allows(['events:PutEvents'], 'arn:aws:events:us-east-1:000000000000:event-bus/*'),
    allows(['sns:Publish'], { Ref: 'Topic' }),
  ],
  outputs: { Machine: { Value: { Ref: 'Machine' } } },
});

/** A stack with one state machine, whose events are heard. */
async function startWorkflow(states: Json, startAt?: string) {
  const stack = await start(stackDefinition(states, startAt));
  const heard: BusEvent[] = [];
  stack.onEvent((event) => heard.push(event));
  const client = new SFNClient(clientFor(stack, 'sfn'));
  const run = async (input: unknown) => {
    const started = await client.send(
      new StartExecutionCommand({ stateMachineArn: stack.outputs.Machine, input: JSON.stringify(input) }),
    );
    return started.executionArn ?? '';
  };
  const describeIt = (executionArn: string) => client.send(new DescribeExecutionCommand({ executionArn }));
  const dispose = async () => {
    client.destroy();
    await stack[Symbol.asyncDispose]();
  };
  return {
    stack,
    client,
    heard,
    run,
    describeIt,
    token: async () => String((await eventually(() => heard[0])).detail.token),
    end: async (arn: string) =>
      eventually(async () => {
        const execution = await describeIt(arn);
        return execution.status === 'RUNNING' ? undefined : execution;
      }),
    [Symbol.asyncDispose]: dispose,
  };
}

describe('a task that waits for its token', () => {
  test('asks with the token and the ARNs of its execution, and goes on with the output it is told', async () => {
    await using it = await startWorkflow({ Ask: ask() });
    const arn = await it.run({ id: 'o-1' });
    const token = await it.token();
    expect(it.heard[0]).toMatchObject({
      source: 'shop',
      'detail-type': 'Asked',
      detail: { id: 'o-1' },
      resources: [arn, 'arn:aws:states:us-east-1:000000000000:stateMachine:flow'],
    });
    expect((await it.describeIt(arn)).status).toBe('RUNNING');
    await it.client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"paid":true}' }));
    const { status, output } = await it.end(arn);
    expect([status, JSON.parse(output ?? '')]).toEqual(['SUCCEEDED', { id: 'o-1', answer: { paid: true } }]);
  });

  test('fails with the error it is told, and a catch takes it by its name', async () => {
    const caught = {
      Type: 'Task',
      Resource: put,
      Parameters: entry({ 'reason.$': 'States.StringToJson($.failure.Cause)' }),
      ResultPath: null,
      End: true,
    };
    await using it = await startWorkflow({
      Ask: ask({ Catch: [{ ErrorEquals: ['declined'], ResultPath: '$.failure', Next: 'Caught' }] }),
      Caught: caught,
    });
    const arn = await it.run({ id: 'o-1' });
    const failure = { error: 'declined', cause: '{"by":"bob"}' };
    await it.client.send(new SendTaskFailureCommand({ taskToken: await it.token(), ...failure }));
    const { status, output } = await it.end(arn);
    expect(status).toBe('SUCCEEDED');
    expect(it.heard[1]?.detail).toEqual({ reason: { by: 'bob' } });
    expect(JSON.parse(output ?? '')).toEqual({ id: 'o-1', failure: { Error: 'declined', Cause: '{"by":"bob"}' } });
  });

  test('ends the execution with an error that nothing catches', async () => {
    await using it = await startWorkflow({ Ask: ask({ Catch: [{ ErrorEquals: ['declined'], Next: 'Ask' }] }) });
    const arn = await it.run({ id: 'o-1' });
    await it.client.send(new SendTaskFailureCommand({ taskToken: await it.token(), error: 'other', cause: 'c' }));
    expect(await it.end(arn)).toMatchObject({ status: 'FAILED', error: 'other', cause: 'c' });
  });

  test('times out, and then its token is refused', async () => {
    await using it = await startWorkflow({ Ask: ask({ TimeoutSeconds: 1 }) });
    const arn = await it.run({ id: 'o-1' });
    const taskToken = await it.token();
    expect(await it.end(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const late = it.client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test('takes one answer; a second one, a token that nobody was given, and no JSON are refused', async () => {
    await using it = await startWorkflow({ Ask: ask() });
    await it.run({ id: 'o-1' });
    const taskToken = await it.token();
    const succeed = (token: string, output: string) =>
      it.client.send(new SendTaskSuccessCommand({ taskToken: token, output }));
    await expect(succeed(taskToken, '{')).rejects.toMatchObject({ name: 'InvalidOutput' });
    await succeed(taskToken, '{}');
    await expect(succeed(taskToken, '{}')).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(succeed('x', '{}')).rejects.toMatchObject({ name: 'InvalidToken' });
    const long = { taskToken, error: 'e'.repeat(257) };
    await expect(it.client.send(new SendTaskFailureCommand(long))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('a workflow', () => {
  test('tries a call again that the bus refused, as often as it says', async () => {
    const Retry = [{ ErrorEquals: ['EventBridge.FailedEntry'], IntervalSeconds: 1, MaxAttempts: 1, BackoffRate: 1 }];
    await using it = await startWorkflow({ Ask: ask({ Parameters: entry({}, 'gone'), Retry }) });
    const began = Date.now();
    const failed = await it.end(await it.run({ id: 'o-1' }));
    expect(failed).toMatchObject({ status: 'FAILED', error: 'EventBridge.FailedEntry' });
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
  });

  test('publishes to a topic, chooses by a value, and fails on purpose', async () => {
    const tell = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Parameters: { TopicArn: filledIn('Topic'), Message: { 'id.$': '$.id' } },
      ResultPath: null,
      Next: 'Choose',
    };
    const choose = {
      Type: 'Choice',
      Choices: [{ Variable: '$.id', StringEquals: 'o-2', Next: 'Two' }],
      Default: 'Other',
    };
    const fail = (error: string) => ({ Type: 'Fail', Error: error, Cause: 'on purpose' });
    await using it = await startWorkflow(
      { Tell: tell, Choose: choose, Two: fail('two'), Other: fail('other') },
      'Tell',
    );
    const told: string[] = [];
    it.stack.onNotification(({ message }) => told.push(message));
    expect(await it.end(await it.run({ id: 'o-2' }))).toMatchObject({ status: 'FAILED', error: 'two' });
    expect(await it.end(await it.run({ id: 'o-1' }))).toMatchObject({ error: 'other', cause: 'on purpose' });
    expect((await eventually(() => (told.length === 2 ? told : undefined))).sort()).toEqual([
      '{"id":"o-1"}',
      '{"id":"o-2"}',
    ]);
  });

  test('fails where its input lacks what it refers to', async () => {
    await using it = await startWorkflow({ Ask: ask() });
    expect(await it.end(await it.run({}))).toMatchObject({ status: 'FAILED', error: 'States.ParameterPathFailure' });
  });

  test('that is not there is refused, as is input that is no JSON', async () => {
    await using it = await startWorkflow({ Ask: ask() });
    const gone = it.client.send(new StartExecutionCommand({ stateMachineArn: 'arn:aws:states:x:y:stateMachine:z' }));
    await expect(gone).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    const wrong = { stateMachineArn: it.stack.outputs.Machine, input: '{' };
    await expect(it.client.send(new StartExecutionCommand(wrong))).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
    await expect(it.describeIt('arn:x')).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  test('that waits does not keep the stack from closing', async () => {
    const it = await startWorkflow({ Ask: ask({ TimeoutSeconds: 3_600 }) });
    await it.run({ id: 'o-1' });
    const began = Date.now();
    await it[Symbol.asyncDispose]();
    expect(Date.now() - began).toBeLessThan(60_000);
  });
});

describe('a definition that is not understood fails the start', () => {
  const refused: [string, Json, string][] = [
    ['another type of state', { Ask: { Type: 'Wait', Seconds: 1, End: true } }, 'States.Ask.Type'],
    ['another call', { Ask: ask({ Resource: 'arn:aws:states:::lambda:invoke' }) }, 'States.Ask.Resource'],
    ['an unknown field', { Ask: ask({ HeartbeatSeconds: 5 }) }, 'States.Ask.HeartbeatSeconds'],
    ['a path with a wildcard', { Ask: ask({ Parameters: { 'a.$': '$.a[*]' } }) }, 'Parameters.a.$'],
    ['another function', { Ask: ask({ Parameters: { 'a.$': 'States.UUID()' } }) }, 'Parameters.a.$'],
    ['a state that is not there', { Ask: ask({ End: undefined, Next: 'Gone' }) }, 'Ask.Next'],
    ['a name without a value', { Ask: ask({ Parameters: { a: filledIn('Gone') } }) }, 'DefinitionSubstitutions'],
  ];

  test.each(refused)('%s', async (_what, states, path) => {
    const failure: unknown = await start(stackDefinition(states)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'template-unsupported', logicalId: 'Machine' });
    expect((failure as { path: string }).path).toContain(path);
  });
});
