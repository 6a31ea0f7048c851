import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { LocalInvocationError, NoSuchResourceError } from '../../../../../infra/local/aws/errors.ts';
import { allows, lambda, resource, signed } from '../support/assembly.ts';
import { eventually, start } from '../support/stack.ts';

const code = (body: string) => ({ 'index.js': `exports.handler = async (event, context) => { ${body} };` });

describe('functions', () => {
  test('answer what their handler returns, and know their context', async () => {
    await using stack = await start({
      resources: { F: lambda('echo', { Timeout: 7, MemorySize: 256 }) },
      assets: {
        echo: code(`return { event, name: context.functionName, arn: context.invokedFunctionArn,
          memory: context.memoryLimitInMB, left: context.getRemainingTimeInMillis() > 6000, id: context.awsRequestId.length }`),
      },
    });
    await expect(stack.invoke('echo', { a: [1, 'two'] })).resolves.toEqual({
      event: { a: [1, 'two'] },
      name: 'echo',
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
      memory: '256',
      left: true,
      id: 36,
    });
  });

  test('know by which alias they were called, and whether they were', async () => {
    await using stack = await start({
      resources: {
        F: lambda('echo'),
        Alias: resource('AWS::Lambda::Alias', {
          FunctionName: { Ref: 'F' },
          FunctionVersion: '$LATEST',
          Name: 'key-check',
        }),
      },
      assets: { echo: code('return context.invokedFunctionArn') },
    });
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:echo';
    for (const [called, shown] of [
      ['echo', arn],
      ['echo:key-check', `${arn}:key-check`],
      [`${arn}:key-check`, `${arn}:key-check`],
    ] as const) {
      expect(await stack.invoke(called, {})).toBe(shown);
    }
  });

  test('answer null where the handler returns nothing', async () => {
    await using stack = await start({ resources: { F: lambda('silent') }, assets: { silent: code('') } });
    await expect(stack.invoke('silent', {})).resolves.toBeNull();
  });

  test('have the environment of the template and of Lambda, and nothing of this process', async () => {
    process.env.LOCAL_STACK_TEST_MARK = 'leaked';
    await using stack = await start({
      resources: { F: lambda('env', { Environment: { Variables: { TABLE_NAME: 'items', AWS_REGION: 'nowhere' } } }) },
      assets: { env: code('return process.env') },
    });
    delete process.env.LOCAL_STACK_TEST_MARK;
    const environment = await stack.invoke('env', {});
    expect(environment).toMatchObject({
      TABLE_NAME: 'items',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'env',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_ENDPOINT_URL_DYNAMODB: stack.endpoints.dynamodb,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: stack.endpoints.secrets_manager,
      _HANDLER: 'index.handler',
    });
    expect(environment).not.toHaveProperty('LOCAL_STACK_TEST_MARK');
    expect(environment).not.toHaveProperty('HOME');
  });

  test('carry a credential of their own', async () => {
    const assets = {
      one: code('return process.env.AWS_ACCESS_KEY_ID'),
      two: code('return process.env.AWS_ACCESS_KEY_ID'),
    };
    await using stack = await start({ resources: { One: lambda('one'), Two: lambda('two') }, assets });
    const keys = await Promise.all([stack.invoke('one', {}), stack.invoke('two', {})]);
    expect(new Set(keys).size).toBe(2);
  });

  test('are used again while warm', async () => {
    await using stack = await start({
      resources: { F: lambda('count') },
      assets: { count: { 'index.js': 'let n = 0; exports.handler = async () => ++n;' } },
    });
    expect([await stack.invoke('count', {}), await stack.invoke('count', {})]).toEqual([1, 2]);
  });

  test('run side by side, each process one invocation at a time', async () => {
    await using stack = await start({
      resources: { F: lambda('slow') },
      assets: {
        slow: {
          'index.js':
            'exports.handler = async () => { await new Promise((r) => setTimeout(r, 150)); return process.pid };',
        },
      },
    });
    const pids = await Promise.all([1, 2, 3, 4, 5].map(() => stack.invoke('slow', {})));
    expect(new Set(pids).size).toBe(2);
  });

  test('with a reserved concurrency of one never overlap', async () => {
    await using stack = await start({
      resources: { F: lambda('single', { ReservedConcurrentExecutions: 1 }) },
      assets: { single: code('await new Promise((r) => setTimeout(r, 30)); return process.pid') },
    });
    const pids = await Promise.all([1, 2, 3].map(() => stack.invoke('single', {})));
    expect(new Set(pids).size).toBe(1);
  });

  test('hand on what they write, line by line', async () => {
    await using stack = await start({
      resources: { F: lambda('talk') },
      assets: { talk: code(`console.log('one\\ntwo'); console.error('three'); process.stdout.write('no end');`) },
    });
    await stack.invoke('talk', {});
    await eventually(() => (stack.lines.length >= 3 ? true : undefined));
    expect(stack.lines).toEqual(expect.arrayContaining(['talk: one', 'talk: two', 'talk: three']));
    await stack.close();
    expect(stack.lines).toContain('talk: no end');
  });

  test('load modules of their layers from /opt, the later layer first', async () => {
    const layer = (name: string) =>
      resource('AWS::Lambda::LayerVersion', { Content: { S3Bucket: 'assets', S3Key: `${name}.zip` } });
    await using stack = await start({
      resources: {
        Low: layer('low'),
        High: layer('high'),
        F: lambda('uses', { Layers: [{ Ref: 'Low' }, { Ref: 'High' }] }),
      },
      assets: {
        low: { 'nodejs/shared/index.js': `exports.from = 'low'`, 'nodejs/only.js': `exports.from = 'only low'` },
        high: { 'nodejs/shared/index.js': `exports.from = 'high'` },
        uses: code(
          `return [require('/opt/nodejs/shared/index.js').from, require('/opt/nodejs/shared').from, require('/opt/nodejs/only').from]`,
        ),
      },
    });
    await expect(stack.invoke('uses', {})).resolves.toEqual(['high', 'high', 'only low']);
  });

  test('of one stack invoke each other over the API', async () => {
    const calls = code(`
      const answer = await fetch(process.env.AWS_ENDPOINT_URL_LAMBDA + '/2015-03-31/functions/' + event.name + '/invocations',
        { method: 'POST', body: '{"x":1}', headers: { 'x-amz-invocation-type': event.type, authorization: ${signed} } });
      return [answer.status, answer.headers.get('x-amz-function-error'), await answer.text()]`);
    await using stack = await start({
      resources: { A: lambda('caller'), B: lambda('callee') },
      rights: [allows(['lambda:InvokeFunction'], 'arn:aws:lambda:us-east-1:000000000000:function:*')],
      assets: {
        caller: calls,
        callee: code(`console.log('called'); if (event.x !== 1) throw new Error('no'); return 'yes'`),
      },
    });
    await expect(stack.invoke('caller', { name: 'callee', type: 'RequestResponse' })).resolves.toEqual([
      200,
      null,
      '"yes"',
    ]);
    await expect(stack.invoke('caller', { name: 'callee', type: 'Event' })).resolves.toEqual([202, null, '']);
    await expect(stack.invoke('caller', { name: 'nobody', type: 'Event' })).resolves.toEqual([
      404,
      null,
      expect.stringContaining('nobody'),
    ]);
    await eventually(() => (stack.lines.filter((line) => line === 'callee: called').length === 2 ? true : undefined));
  });

  test('reach the services of the stack with the SDK and their environment alone', async () => {
    const sdk = (name: string) => JSON.stringify(fileURLToPath(import.meta.resolve(`@aws-sdk/client-${name}`)));
    const handler = `
      const { DynamoDBClient, PutItemCommand, ScanCommand } = require(${sdk('dynamodb')});
      const { SQSClient, SendMessageCommand } = require(${sdk('sqs')});
      const { EventBridgeClient, PutEventsCommand } = require(${sdk('eventbridge')});
      const { SecretsManagerClient, GetSecretValueCommand } = require(${sdk('secrets-manager')});
      const { TABLE: TableName, QUEUE: QueueUrl, SECRET: SecretId } = process.env;
      exports.handler = async () => {
        const table = new DynamoDBClient({});
        await table.send(new PutItemCommand({ TableName, Item: { pk: { S: 'x' } } }));
        await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: 'sent', MessageGroupId: 'g' }));
        const entry = { Source: 's', DetailType: 'd', Detail: '{}' };
        const put = await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [entry] }));
        const secret = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }));
        return [(await table.send(new ScanCommand({ TableName }))).Count, put.FailedEntryCount, secret.SecretString];
      };`;
    const queue = { QueueName: 'q.fifo', FifoQueue: true, ContentBasedDeduplication: true };
    const variables = { TABLE: { Ref: 'Table' }, QUEUE: { Ref: 'Queue' }, SECRET: { Ref: 'Secret' } };
    await using stack = await start(
      {
        resources: {
          Table: resource('AWS::DynamoDB::Table', {
            KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
            BillingMode: 'PAY_PER_REQUEST',
          }),
          Queue: resource('AWS::SQS::Queue', queue),
          Secret: resource('AWS::SecretsManager::Secret', { Name: 'key' }),
          F: lambda('sdk', { Environment: { Variables: variables } }),
        },
        rights: [
          allows(['dynamodb:PutItem', 'dynamodb:Scan'], { 'Fn::GetAtt': ['Table', 'Arn'] }),
          allows(['sqs:SendMessage'], { 'Fn::GetAtt': ['Queue', 'Arn'] }),
          allows(['events:PutEvents'], 'arn:aws:events:us-east-1:000000000000:event-bus/default'),
          allows(['secretsmanager:GetSecretValue'], { Ref: 'Secret' }),
        ],
        assets: { sdk: { 'index.js': handler } },
      },
      { secrets: { key: 'value' } },
    );
    await expect(stack.invoke('sdk', {})).resolves.toEqual([1, 0, 'value']);
    await expect(stack.messages('q.fifo')).resolves.toMatchObject([{ body: 'sent', groupId: 'g' }]);
  });

  test('answer to their versions and aliases, but not to the ARN of another account', async () => {
    await using stack = await start({
      resources: {
        F: lambda('plain'),
        Version: resource('AWS::Lambda::Version', { FunctionName: { Ref: 'F' } }),
        Alias: resource('AWS::Lambda::Alias', {
          FunctionName: { Ref: 'F' },
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
          Name: 'live',
        }),
      },
      outputs: { Version: { Value: { Ref: 'Version' } }, Alias: { Value: { Ref: 'Alias' } } },
      assets: { plain: code('return 1') },
    });
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:plain';
    expect(stack.outputs).toEqual({ Version: `${arn}:1`, Alias: `${arn}:live` });
    await expect(stack.invoke(`${arn}:live`, {})).resolves.toBe(1);
    const foreign = stack.invoke('arn:aws:lambda:us-east-1:123456789012:function:plain', {});
    await expect(foreign).rejects.toBeInstanceOf(NoSuchResourceError);
  });

  test('cannot reach an AWS service that is not part of the stack', async () => {
    await using stack = await start({
      resources: { F: lambda('stray') },
      assets: {
        stray:
          code(`const r = await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', body: '{}', headers: { 'x-amz-target': 'AmazonSSM.GetParameter' } });
          return [r.status, (await r.json()).__type]`),
      },
    });
    await expect(stack.invoke('stray', {})).resolves.toEqual([400, 'LocalStackUnsupported']);
  });
});

describe('a function that fails', () => {
  test('gives the type, message and trace of its error', async () => {
    await using stack = await start({
      resources: { F: lambda('throws') },
      assets: {
        throws: code(
          `class TooMuch extends Error {}; const e = new TooMuch('over limit'); e.name = 'TooMuch'; throw e`,
        ),
      },
    });
    const error: unknown = await stack.invoke('throws', {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(LocalInvocationError);
    expect(error).toMatchObject({
      errorType: 'TooMuch',
      errorMessage: 'over limit',
      functionName: 'throws',
    });
    expect(error).toHaveProperty('trace.1', expect.stringContaining('index.js'));
  });

  test('by running too long is ended, and the next invocation has a new process', async () => {
    await using stack = await start({
      resources: { F: lambda('late', { Timeout: 1 }) },
      assets: { late: code('if (event.hang) for (;;); return process.pid') },
    });
    const first = await stack.invoke('late', {});
    await expect(stack.invoke('late', { hang: true })).rejects.toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/),
    });
    const second = await stack.invoke('late', {});
    expect(second).not.toBe(first);
  });

  test('by ending its process says so, and the next invocation works', async () => {
    await using stack = await start({
      resources: { F: lambda('exits') },
      assets: { exits: code('if (event.exit) process.exit(3); return "alive"') },
    });
    await expect(stack.invoke('exits', { exit: true })).rejects.toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 3'),
    });
    await expect(stack.invoke('exits', {})).resolves.toBe('alive');
  });

  test('after its answer does not spoil the next invocation', async () => {
    await using stack = await start({
      resources: { F: lambda('lingers') },
      assets: { lingers: code(`setTimeout(() => { throw new Error('afterwards') }, 5); return 'answered'`) },
    });
    await stack.invoke('lingers', {});
    await eventually(() => stack.lines.find((line) => line.includes('afterwards')));
    const again = eventually(() => stack.invoke('lingers', {}).catch(() => undefined));
    await expect(again).resolves.toBe('answered');
  });

  test('while it loads gives that error to its caller', async () => {
    await using stack = await start({
      resources: { Bad: lambda('broken'), None: lambda('empty') },
      assets: { broken: { 'index.js': 'throw new RangeError("at load")' }, empty: { 'index.js': '' } },
    });
    await expect(stack.invoke('broken', {})).rejects.toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'at load',
    });
    await expect(stack.invoke('empty', {})).rejects.toMatchObject({ errorType: 'Runtime.HandlerNotFound' });
  });

  test('because nobody has its name is told apart', async () => {
    await using stack = await start({ resources: { F: lambda('known') }, assets: { known: code('') } });
    const refused: unknown = await stack.invoke('unknown', {}).catch((reason: unknown) => reason);
    expect(refused).toBeInstanceOf(NoSuchResourceError);
    expect(refused).toHaveProperty('message', 'no function is named unknown; known: known');
  });
});
