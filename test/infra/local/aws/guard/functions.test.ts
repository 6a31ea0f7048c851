import { describe, expect, test } from '@jest/globals';
import type { FinishedInvocation } from '../../../../../infra/local/aws/stack.ts';
import { allows, type Json, lambda, permission, policy, resource, role } from '../support/assembly.ts';
import { eventually, start } from '../support/stack.ts';
import { arn, attribute, callerStack, forService, kmsKey, notAuthorizedMessage, testRole } from './caller-stack.ts';

// What Lambda does in the name of a function's role.

const ownRole = (...statements: readonly Json[]) => ({
  Own: role(['lambda.amazonaws.com'], statements),
  Caller: lambda('caller', { Role: attribute('Own'), TracingConfig: { Mode: 'Active' } }),
  Log: resource('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/caller' }),
});
const ownArn = testRole.replace('TestRole', 'Own');
const log = allows(['logs:CreateLogStream', 'logs:PutLogEvents'], attribute('Log'));
const trace = allows(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*');

describe('the log of a function', () => {
  test('has its lines where its role may write them', async () => {
    await using stack = await start(callerStack(ownRole(log, trace), [], `console.log('line')`));
    await stack.invoke('caller', {});
    await eventually(() => (stack.lines.length > 0 ? true : undefined));
    expect(stack.lines).toEqual(['caller: line']);
  });

  test('loses its lines where its role may not, and the function works all the same', async () => {
    await using stack = await start(callerStack(ownRole(trace), [], `console.log('line'); return 'done'`));
    await expect(stack.invoke('caller', {})).resolves.toBe('done');
    await stack.close();
    const stream = `${arn('logs', 'log-group:/aws/lambda/caller')}:log-stream:`;
    expect(stack.lines).toEqual([
      expect.stringContaining(notAuthorizedMessage('logs:CreateLogStream', stream, ownArn)),
    ]);
  });

  test('of a group that nobody made needs the right to make it', async () => {
    const { Log: _, ...others } = ownRole(allows(['logs:CreateLogStream', 'logs:PutLogEvents'], '*'), trace);
    await using stack = await start(callerStack(others, [], `console.log('line')`));
    await stack.invoke('caller', {});
    const group = arn('logs', 'log-group:/aws/lambda/caller');
    expect(stack.lines[0]).toContain(notAuthorizedMessage('logs:CreateLogGroup', group, ownArn));
  });

  test('is not made with a key that the log service may not use for it', async () => {
    const group = arn('logs', 'log-group:/aws/lambda/caller');
    const open = (name: string) =>
      forService(
        'logs.us-east-1.amazonaws.com',
        ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
        '*',
        {
          Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': name } },
        },
      );
    const Log = resource('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/caller', KmsKeyId: attribute('Key') });
    const refused = start(callerStack({ Key: kmsKey(open(`${group}-other`)), Log }));
    await expect(refused).rejects.toMatchObject({ code: 'deployment-refused', logicalId: 'Log' });
    await using stack = await start(callerStack({ Key: kmsKey(open(group)), Log }));
    expect(stack.functionNames).toEqual(['caller']);
  });
});

describe('the traces of a function', () => {
  test('need two rights', async () => {
    await using stack = await start(callerStack(ownRole(log, allows(['xray:PutTraceSegments'], '*'))));
    await stack.invoke('caller', {});
    expect(stack.lines).toEqual([
      expect.stringContaining(`User: ${ownArn} is not authorized to perform: xray:PutTelemetryRecords`),
    ]);
  });
});

describe('the role of a function', () => {
  test.each([
    ['that another service may take on', role(['scheduler.amazonaws.com'], [])],
    ['that nobody has', undefined],
  ])('%s fails the start', async (_what, Own) => {
    const Role = Own === undefined ? 'arn:aws:iam::000000000000:role/gone' : attribute('Own');
    const stackDefinition = callerStack({ ...(Own === undefined ? {} : { Own }), Caller: lambda('caller', { Role }) });
    await expect(start(stackDefinition)).rejects.toMatchObject({
      code: 'deployment-refused',
      message: expect.stringContaining('Role cannot be assumed by lambda.amazonaws.com'),
    });
  });
});

describe('the queue of a function', () => {
  const mapping = {
    Jobs: resource('AWS::SQS::Queue', { QueueName: 'jobs', KmsMasterKeyId: attribute('Key') }),
    Key: kmsKey(),
    Mapping: resource('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: 'Caller' },
      EventSourceArn: attribute('Jobs'),
    }),
  };
  const poll = (actions: readonly string[]) => allows(actions, attribute('Jobs'));
  const all = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  const decrypt = allows(['kms:Decrypt'], attribute('Key'));

  test.each<[string, readonly Json[]]>([
    ['sqs:ReceiveMessage', [poll(all.slice(1)), decrypt]],
    ['sqs:DeleteMessage', [poll(['sqs:ReceiveMessage', 'sqs:GetQueueAttributes']), decrypt]],
    ['sqs:GetQueueAttributes', [poll(all.slice(0, 2)), decrypt]],
    ['kms:Decrypt', [poll(all)]],
  ])('without %s fails the start', async (_action, rights) => {
    await expect(start(callerStack(mapping, rights))).rejects.toMatchObject({
      code: 'deployment-refused',
      logicalId: 'Mapping',
    });
  });

  test('with all four is read', async () => {
    await using stack = await start(callerStack(mapping, [poll(all), decrypt]));
    expect(await stack.queueDepths()).toHaveProperty('jobs');
  });
});

describe('the failure of a function', () => {
  const stackDefinition = (rights: readonly Json[]) =>
    callerStack(
      {
        Lost: resource('AWS::SQS::Queue', { QueueName: 'lost', KmsMasterKeyId: attribute('Key') }),
        Key: kmsKey(),
        Config: resource('AWS::Lambda::EventInvokeConfig', {
          FunctionName: { Ref: 'Caller' },
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnFailure: { Destination: attribute('Lost') } },
        }),
        Rule: resource('AWS::Events::Rule', {
          EventPattern: { source: ['web'] },
          Targets: [{ Id: 'f', Arn: attribute('Caller') }],
        }),
        Permission: permission('Caller', 'events.amazonaws.com'),
      },
      rights,
      `throw new Error('no')`,
    );
  const send = allows(['sqs:SendMessage'], attribute('Lost'));
  const event = { Source: 'web', DetailType: 'd', Detail: '{}' };

  test.each<[string, readonly Json[], string]>([
    ['to the queue', [], notAuthorizedMessage('sqs:SendMessage', arn('sqs', 'lost'))],
    ['to the key of the queue', [send], notAuthorizedMessage('kms:GenerateDataKey', arn('kms', 'key/Test-Key'))],
  ])('is lost where its role has no right %s', async (_what, rights, refusal) => {
    await using stack = await start(stackDefinition(rights));
    stack.putEvents([event]);
    await eventually(() => stack.lines.find((line) => line.includes(`refused to caller: ${refusal}`)));
    expect(await stack.messages('lost')).toEqual([]);
  });

  test('is kept where it has both', async () => {
    await using stack = await start(
      stackDefinition([send, allows(['kms:GenerateDataKey', 'kms:Decrypt'], attribute('Key'))]),
    );
    stack.putEvents([event]);
    await eventually(async () => (await stack.messages('lost'))[0]);
  });
});

describe('invocations', () => {
  test('are heard when they have ended, with their time and their outcome', async () => {
    const stackDefinition = callerStack(
      {},
      [],
      `await new Promise((r) => setTimeout(r, 50)); if (event.fail) throw new Error('no')`,
    );
    await using stack = await start(stackDefinition);
    const heard: FinishedInvocation[] = [];
    const end = stack.onInvocation((invocation) => heard.push(invocation));
    await stack.invoke('caller', {});
    await stack.invoke('caller', { fail: true }).catch(() => undefined);
    end();
    await stack.invoke('caller', {});
    expect(heard).toEqual(
      ['answered', 'failed'].map((outcome) => ({
        functionName: 'caller',
        memoryMb: 128,
        milliseconds: expect.any(Number),
        outcome,
      })),
    );
    for (const { milliseconds } of heard) expect(milliseconds).toBeGreaterThanOrEqual(49);
  });
});

test('policies that are read at the start and not understood fail it', async () => {
  const Statement = [{ Effect: 'Allow', NotAction: 'sqs:*', Resource: '*' }];
  const Policy = resource('AWS::IAM::Policy', {
    PolicyName: 'p',
    Roles: [{ Ref: 'TestRole' }],
    PolicyDocument: policy(Statement),
  });
  await expect(start(callerStack({ Policy }))).rejects.toMatchObject({
    code: 'template-unsupported',
    logicalId: 'Policy',
  });
});
