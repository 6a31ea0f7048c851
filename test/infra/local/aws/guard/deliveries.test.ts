import { describe, expect, test } from '@jest/globals';
import { type Json, permission, policy, resource, role, testRoleArn } from '../support/assembly.ts';
import { eventually, start, type TestStack } from '../support/stack.ts';
import { arn, attribute, callerStack, forService, kmsKey, notAuthorizedMessage } from './caller-stack.ts';

// What AWS itself delivers: by the rights of a resource's policy, or by those of a role.

const queue = (name: string, more: Json = {}) => resource('AWS::SQS::Queue', { QueueName: name, ...more });
const policyOf = (name: string, ...statements: readonly Json[]) =>
  resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: name }], PolicyDocument: policy(statements) });
const keyArn = arn('kms', 'key/Test-Key');
const callerArn = arn('lambda', 'function:caller');
const events = 'events.amazonaws.com';

const lineWith = (stack: TestStack, text: string) =>
  eventually(() => stack.lines.find((line) => line.startsWith('local-stack: ') && line.includes(text)));

describe('a rule', () => {
  const ordered = { Source: 'web', DetailType: 'Ordered', Detail: '{}' };
  const rule = (target: string, more: Json = {}) =>
    resource('AWS::Events::Rule', {
      Name: 'ordered',
      EventPattern: { source: ['web'] },
      Targets: [{ Id: 't', Arn: attribute(target), ...more }],
    });
  const ruleArn = arn('events', 'rule/ordered');
  const from = (source: string) => ({ Condition: { ArnEquals: { 'aws:SourceArn': source } } });
  const sends = (target: string, source: string) =>
    forService(events, ['sqs:SendMessage'], attribute(target), from(source));

  test('reaches a queue whose policy allows this rule', async () => {
    const Policy = policyOf('Jobs', sends('Jobs', ruleArn));
    await using stack = await start(callerStack({ Jobs: queue('jobs'), Rule: rule('Jobs'), Policy }));
    stack.putEvents([ordered]);
    await eventually(async () => (await stack.messages('jobs'))[0]);
  });

  test('is refused by a queue that allows another rule, and puts the event where it may', async () => {
    await using stack = await start(
      callerStack({
        Jobs: queue('jobs'),
        Lost: queue('lost'),
        Rule: rule('Jobs', { DeadLetterConfig: { Arn: attribute('Lost') } }),
        Policy: policyOf('Jobs', sends('Jobs', arn('events', 'rule/other'))),
        LostPolicy: policyOf('Lost', sends('Lost', ruleArn)),
      }),
    );
    stack.putEvents([ordered]);
    await eventually(async () => (await stack.messages('lost'))[0]);
    expect(await stack.messages('jobs')).toEqual([]);
    await lineWith(stack, notAuthorizedMessage('sqs:SendMessage', arn('sqs', 'jobs'), events));
  });

  test('needs the key’s policy too where the queue is encrypted', async () => {
    const resources = (...statements: readonly Json[]) => ({
      Key: kmsKey(...statements),
      Jobs: queue('jobs', { KmsMasterKeyId: attribute('Key') }),
      Rule: rule('Jobs'),
      Policy: policyOf('Jobs', sends('Jobs', ruleArn)),
    });
    await using refused = await start(callerStack(resources()));
    refused.putEvents([ordered]);
    await lineWith(refused, notAuthorizedMessage('kms:GenerateDataKey', keyArn, events));
    const Condition = { StringEquals: { 'kms:EncryptionContext:aws:sqs:arn': arn('sqs', 'jobs') } };
    const use = forService(events, ['kms:GenerateDataKey*', 'kms:Decrypt'], '*', { Condition });
    await using allowed = await start(callerStack(resources(use)));
    allowed.putEvents([ordered]);
    await eventually(async () => (await allowed.messages('jobs'))[0]);
  });

  test('calls a function that lets it, and tells a topic only where no condition is set', async () => {
    const toTopic = (more: Json) => ({
      Topic: resource('AWS::SNS::Topic', { TopicName: 'alarms' }),
      Rule: resource('AWS::Events::Rule', {
        Name: 'ordered',
        EventPattern: { source: ['web'] },
        Targets: [
          { Id: 'f', Arn: attribute('Caller') },
          { Id: 't', Arn: { Ref: 'Topic' } },
        ],
      }),
      Policy: resource('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: policy([forService(events, ['sns:Publish'], { Ref: 'Topic' }, more)]),
      }),
    });
    await using stack = await start(callerStack(toTopic(from(ruleArn)), [], `console.log('called')`));
    stack.putEvents([ordered]);
    await lineWith(stack, notAuthorizedMessage('lambda:InvokeFunction', callerArn, events));
    await lineWith(stack, notAuthorizedMessage('sns:Publish', arn('sns', 'alarms'), events));
    const Permission = permission('Caller', events);
    await using allowed = await start(callerStack({ ...toTopic({}), Permission }, [], `console.log('called')`));
    const told: string[] = [];
    allowed.onNotification(({ message }) => told.push(message));
    allowed.putEvents([ordered]);
    await eventually(() => told[0] && allowed.lines.find((line) => line === 'caller: called'));
  });
});

describe('a schedule', () => {
  const schedule = (roleArn: unknown) =>
    resource('AWS::Scheduler::Schedule', {
      Name: 'evening',
      ScheduleExpression: 'cron(0 0 1 1 ? *)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: attribute('Jobs'), RoleArn: roleArn, Input: '{}' },
    });
  const roleArn = 'arn:aws:iam::000000000000:role/Test-TestRole';

  test('sends as its role, which must have the right', async () => {
    await using stack = await start(callerStack({ Jobs: queue('jobs'), Evening: schedule(testRoleArn) }));
    const refusal = notAuthorizedMessage('sqs:SendMessage', arn('sqs', 'jobs'), roleArn);
    await expect(stack.fireSchedule('evening')).rejects.toThrow(refusal);
    expect(stack.lines[0]).toContain(`refused to evening: ${refusal}`);
  });

  test.each([
    ['a role of another service', role(['lambda.amazonaws.com'], [])],
    ['a role for another group', withCondition({ 'aws:SourceArn': arn('scheduler', 'schedule-group/other') })],
  ])('with %s fails the start', async (_what, Own) => {
    const stackDefinition = callerStack({ Jobs: queue('jobs'), Own, Evening: schedule(attribute('Own')) });
    await expect(start(stackDefinition)).rejects.toMatchObject({
      code: 'deployment-refused',
      message: expect.stringContaining('Evening: Target.RoleArn cannot be assumed by scheduler.amazonaws.com'),
    });
  });

  test('is taken on for its own group', async () => {
    const Own = withCondition({ 'aws:SourceArn': arn('scheduler', 'schedule-group/default') });
    await using stack = await start(callerStack({ Jobs: queue('jobs'), Own, Evening: schedule(attribute('Own')) }));
    expect(stack.scheduleNames).toEqual(['evening']);
  });
});

function withCondition(StringEquals: Json): Json {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'scheduler.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals },
  };
  return resource('AWS::IAM::Role', { AssumeRolePolicyDocument: policy([statement]) });
}

describe('an HTTP API', () => {
  const api = (more: Json) => ({
    Api: resource('AWS::ApiGatewayV2::Api', { Name: 'api', ProtocolType: 'HTTP' }),
    Integration: resource('AWS::ApiGatewayV2::Integration', {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: attribute('Caller'),
      PayloadFormatVersion: '2.0',
    }),
    Route: resource('AWS::ApiGatewayV2::Route', {
      ApiId: { Ref: 'Api' },
      RouteKey: 'GET /items/{id}',
      Target: { 'Fn::Sub': `integrations/\${Integration}` },
    }),
    ...more,
  });
  const permitted = (path: string) => ({
    Permission: resource('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: attribute('Caller'),
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/${path}` },
    }),
  });

  test.each([
    ['its own route', permitted('*/GET/items/{id}'), 200],
    ['another route', permitted('*/POST/items'), 500],
    ['nobody', {}, 500],
  ])('calls a function that permits %s', async (_what, more, status) => {
    await using stack = await start(callerStack(api(more)));
    expect((await fetch(`${stack.httpUrl}/items/1`)).status).toBe(status);
    const refusals = stack.lines.filter((line) =>
      line.includes(notAuthorizedMessage('lambda:InvokeFunction', callerArn, 'apigateway.amazonaws.com')),
    );
    expect(refusals).toHaveLength(status === 200 ? 0 : 1);
  });
});
