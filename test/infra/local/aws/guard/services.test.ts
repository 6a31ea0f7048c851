import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, test } from '@jest/globals';
import { allows, type Json, lambda, policy, resource, testRoleArn } from '../support/assembly.ts';
import { clientFor, eventually, start, type TestStack } from '../support/stack.ts';
import { arn, attribute, callerStack, forService, kmsKey, notAuthorizedMessage, testRole } from './caller-stack.ts';

const denied = (message: string) => ({ name: 'AccessDeniedException', message: expect.stringContaining(message) });
const keyArn = arn('kms', 'key/Test-Key');

/** The answer or the error of the one call of a client. */
async function once(client: { destroy(): void }, call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    return error;
  } finally {
    client.destroy();
  }
}

describe('a secret', () => {
  const secret = (more: Json = {}) =>
    resource('AWS::SecretsManager::Secret', { Name: 'key', SecretString: 's', ...more });
  const get = (stack: TestStack, SecretId = 'key') => {
    const client = new SecretsManagerClient(clientFor(stack, 'secrets_manager', 'caller'));
    return once(client, client.send(new GetSecretValueCommand({ SecretId })));
  };
  const put = (stack: TestStack) => {
    const client = new SecretsManagerClient(clientFor(stack, 'secrets_manager', 'caller'));
    return once(client, client.send(new PutSecretValueCommand({ SecretId: 'key', SecretString: 'new' })));
  };
  const read = allows(['secretsmanager:GetSecretValue'], { Ref: 'Secret' });

  test('is read by who may read it, by whatever name, and not written', async () => {
    await using stack = await start(callerStack({ Secret: secret() }, [read]));
    expect(await get(stack)).toMatchObject({ SecretString: 's' });
    const { ARN } = (await get(stack)) as { ARN: string };
    expect(await get(stack, ARN)).toMatchObject({ SecretString: 's' });
    expect(await put(stack)).toMatchObject(denied(notAuthorizedMessage('secretsmanager:PutSecretValue', ARN)));
  });

  test('is closed to all whom its own policy does not except', async () => {
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/other' } },
    };
    const own = resource('AWS::SecretsManager::ResourcePolicy', {
      SecretId: { Ref: 'Secret' },
      ResourcePolicy: policy([statement]),
    });
    await using stack = await start(callerStack({ Secret: secret(), Own: own }, [read]));
    expect(await get(stack)).toMatchObject(denied('with an explicit deny in a resource-based policy'));
  });

  test('that is encrypted needs the right to its key', async () => {
    const resources = { Key: kmsKey(), Secret: secret({ KmsKeyId: attribute('Key') }) };
    await using refused = await start(callerStack(resources, [read]));
    expect(await get(refused)).toMatchObject(denied(notAuthorizedMessage('kms:Decrypt', keyArn)));
    const Condition = { StringEquals: { 'kms:EncryptionContext:SecretARN': { Ref: 'Secret' } } };
    await using allowed = await start(
      callerStack(resources, [read, allows(['kms:Decrypt'], attribute('Key'), { Condition })]),
    );
    expect(await get(allowed)).toMatchObject({ SecretString: 's' });
  });
});

describe('a secret that is encrypted', () => {
  test('takes a new value from who may have a data key made, and who need not decrypt', async () => {
    const resources = {
      Key: kmsKey(),
      Secret: resource('AWS::SecretsManager::Secret', { Name: 'key', KmsKeyId: attribute('Key') }),
    };
    const write = allows(['secretsmanager:PutSecretValue'], { Ref: 'Secret' });
    const put = (stack: TestStack) => {
      const client = new SecretsManagerClient(clientFor(stack, 'secrets_manager', 'caller'));
      return once(client, client.send(new PutSecretValueCommand({ SecretId: 'key', SecretString: 'new' })));
    };
    await using refused = await start(callerStack(resources, [write]));
    expect(await put(refused)).toMatchObject(denied(notAuthorizedMessage('kms:GenerateDataKey', keyArn)));
    await using allowed = await start(
      callerStack(resources, [write, allows(['kms:GenerateDataKey'], attribute('Key'))]),
    );
    expect(await put(allowed)).toHaveProperty('VersionId');
  });
});

describe('a bus', () => {
  const bus = (more: Json = {}) => resource('AWS::Events::EventBus', { Name: 'shop', ...more });
  const busArn = arn('events', 'event-bus/shop');
  const put = (stack: TestStack, ...sources: readonly string[]) => {
    const entry = { EventBusName: 'shop', DetailType: 'Ordered', Detail: '{}' };
    const client = new EventBridgeClient(clientFor(stack, 'eventbridge', 'caller'));
    return once(
      client,
      client.send(new PutEventsCommand({ Entries: sources.map((Source) => ({ ...entry, Source })) })),
    );
  };

  test('takes the sources and types that the role may put, and no request with another one', async () => {
    const Condition = { StringEquals: { 'events:source': 'shop', 'events:detail-type': 'Ordered' } };
    await using stack = await start(
      callerStack({ Bus: bus() }, [allows(['events:PutEvents'], attribute('Bus'), { Condition })]),
    );
    const heard: string[] = [];
    stack.onEvent(({ source }) => heard.push(source));
    expect(await put(stack, 'shop')).toMatchObject({ FailedEntryCount: 0 });
    expect(await put(stack, 'shop', 'bank')).toMatchObject(denied(notAuthorizedMessage('events:PutEvents', busArn)));
    expect(heard).toEqual(['shop']);
  });

  const onlyOf = (role: unknown): Json => ({
    Sid: 'OursOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'events:PutEvents',
    Resource: attribute('Bus'),
    Condition: { StringEquals: { 'events:source': 'shop' }, ArnNotEquals: { 'aws:PrincipalArn': role } },
  });

  test('keeps a source for its own roles, against the administrator too', async () => {
    const rights = [allows(['events:PutEvents'], attribute('Bus'))];
    const guarded = (role: unknown) =>
      resource('AWS::Events::EventBusPolicy', {
        EventBusName: 'shop',
        StatementId: 'OursOnly',
        Statement: onlyOf(role),
      });
    await using ours = await start(
      callerStack({ Bus: bus(), Own: { ...guarded(testRoleArn), DependsOn: 'Bus' } }, rights),
    );
    expect(await put(ours, 'shop')).toMatchObject({ FailedEntryCount: 0 });
    expect(() => ours.putEvents([{ EventBusName: 'shop', Source: 'shop', DetailType: 'd', Detail: '{}' }])).toThrow(
      'with an explicit deny in a resource-based policy',
    );
    await using theirs = await start(
      callerStack({ Bus: bus(), Own: { ...guarded(`${testRole}2`), DependsOn: 'Bus' } }, rights),
    );
    expect(await put(theirs, 'shop')).toMatchObject(denied('explicit deny'));
    expect(await put(theirs, 'web')).toMatchObject({ FailedEntryCount: 0 });
  });

  test('that is encrypted lays aside what EventBridge may not encrypt', async () => {
    const rights = [allows(['events:PutEvents'], attribute('Bus'))];
    const encrypted = bus({ KmsKeyIdentifier: attribute('Key') });
    const open = forService('events.amazonaws.com', ['kms:GenerateDataKey', 'kms:Decrypt'], '*', {
      Condition: {
        StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': busArn, 'aws:SourceArn': busArn },
      },
    });
    const heardOf = async (stack: TestStack) => {
      const heard: string[] = [];
      stack.onEvent(({ source }) => heard.push(source));
      expect(await put(stack, 'web')).toMatchObject({ FailedEntryCount: 0 });
      return heard;
    };
    const fromBus = { Condition: { ArnEquals: { 'aws:SourceArn': busArn } } };
    const keeps = forService('events.amazonaws.com', ['sqs:SendMessage'], attribute('Lost'), fromBus);
    const lost = {
      Lost: resource('AWS::SQS::Queue', { QueueName: 'lost' }),
      LostPolicy: resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Lost' }], PolicyDocument: policy([keeps]) }),
    };
    const Bus = bus({ KmsKeyIdentifier: attribute('Key'), DeadLetterConfig: { Arn: attribute('Lost') } });
    await using closed = await start(callerStack({ Key: kmsKey(), Bus, ...lost }, rights));
    expect(await heardOf(closed)).toEqual([]);
    await eventually(async () => (await closed.messages('lost'))[0]);
    expect(closed.lines[0]).toContain(notAuthorizedMessage('kms:GenerateDataKey', keyArn, 'events.amazonaws.com'));
    await using allowed = await start(callerStack({ Key: kmsKey(open), Bus: encrypted }, rights));
    expect(await heardOf(allowed)).toEqual(['web']);
  });
});

describe('another function', () => {
  const other = {
    Other: lambda('caller', { FunctionName: 'other' }),
    Version: resource('AWS::Lambda::Version', { FunctionName: { Ref: 'Other' } }),
    Alias: resource('AWS::Lambda::Alias', {
      FunctionName: { Ref: 'Other' },
      FunctionVersion: attribute('Version', 'Version'),
      Name: 'live',
    }),
  };
  const invoke = (stack: TestStack, FunctionName: string, Qualifier?: string) => {
    const client = new LambdaClient(clientFor(stack, 'lambda', 'caller'));
    return once(client, client.send(new InvokeCommand({ FunctionName, Qualifier })));
  };
  const functionArn = arn('lambda', 'function:other');

  test('is called under the alias that the role names, and under no other name', async () => {
    await using stack = await start(callerStack(other, [allows(['lambda:InvokeFunction'], `${functionArn}:live`)]));
    expect(await invoke(stack, 'other:live')).toMatchObject({ StatusCode: 200 });
    expect(await invoke(stack, functionArn, 'live')).toMatchObject({ StatusCode: 200 });
    expect(await invoke(stack, 'other')).toMatchObject(
      denied(notAuthorizedMessage('lambda:InvokeFunction', functionArn)),
    );
    expect(await invoke(stack, 'other', '1')).toMatchObject(denied(`${functionArn}:1`));
  });
});

describe('a state machine', () => {
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::events:putEvents.waitForTaskToken',
    Parameters: {
      Entries: [{ EventBusName: 'default', Source: 's', DetailType: 'd', Detail: { 'token.$': '$$.Task.Token' } }],
    },
    End: true,
  };
  const machine = {
    Machine: resource('AWS::StepFunctions::StateMachine', {
      StateMachineName: 'flow',
      RoleArn: testRoleArn,
      DefinitionString: JSON.stringify({ StartAt: 'Ask', States: { Ask: task } }),
    }),
  };
  const machineArn = arn('states', 'stateMachine:flow');
  const put = allows(['events:PutEvents'], arn('events', 'event-bus/default'));

  const startIt = (stack: TestStack) => {
    const client = new SFNClient(clientFor(stack, 'sfn', 'caller'));
    return once(client, client.send(new StartExecutionCommand({ stateMachineArn: machineArn })));
  };
  const answer = (stack: TestStack, taskToken: string) => {
    const client = new SFNClient(clientFor(stack, 'sfn', 'caller'));
    return once(client, client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })));
  };

  test('is started, and its tokens are answered, by who may do so', async () => {
    await using stack = await start(callerStack(machine, [put, allows(['states:StartExecution'], machineArn)]));
    const tokens: string[] = [];
    stack.onEvent(({ detail }) => tokens.push(String(detail.token)));
    expect(await startIt(stack)).toHaveProperty('executionArn');
    const token = await eventually(() => tokens[0]);
    expect(await answer(stack, token)).toMatchObject(
      denied(notAuthorizedMessage('states:SendTaskSuccess', machineArn)),
    );
  });

  test('publishes only where its own role may', async () => {
    const Tell = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Parameters: { TopicArn: arn('sns', 'alarms'), Message: { text: 'look' } },
      End: true,
    };
    const telling = {
      Topic: resource('AWS::SNS::Topic', { TopicName: 'alarms' }),
      Machine: resource('AWS::StepFunctions::StateMachine', {
        StateMachineName: 'flow',
        RoleArn: testRoleArn,
        DefinitionString: JSON.stringify({ StartAt: 'Tell', States: { Tell } }),
      }),
    };
    await using stack = await start(callerStack(telling, [allows(['states:*'], '*')]));
    await startIt(stack);
    const line = await eventually(() => stack.lines[0]);
    expect(line).toContain(`refused to flow: ${notAuthorizedMessage('sns:Publish', arn('sns', 'alarms'))}`);
  });

  test('does only what its own role allows', async () => {
    await using stack = await start(callerStack(machine, [allows(['states:*'], '*')]));
    await startIt(stack);
    const line = await eventually(() => stack.lines[0]);
    expect(line).toContain(
      `refused to flow: ${notAuthorizedMessage('events:PutEvents', arn('events', 'event-bus/default'))}`,
    );
  });
});
