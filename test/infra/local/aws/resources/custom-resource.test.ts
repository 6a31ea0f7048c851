import { describe, expect, test } from '@jest/globals';
import { type Json, lambda, resource } from '../support/assembly.ts';
import { start } from '../support/stack.ts';

/** A custom resource whose function runs `handler`; `put(answer)` answers, with the documented fields filled in. */
function stackDefinition(handler: string, properties: Json = {}) {
  return {
    resources: {
      Queue: resource('AWS::SQS::Queue', { QueueName: 'first' }),
      Policy: {
        ...resource('Custom::Policy', {
          ServiceToken: { 'Fn::GetAtt': ['Maker', 'Arn'] },
          ServiceTimeout: 5,
          Limits: { per: 5, on: true, list: [1, 'a'] },
          ...properties,
        }),
        DependsOn: ['Queue'],
      },
      Maker: lambda('maker'),
    },
    outputs: {
      Id: { Value: { Ref: 'Policy' } },
      Digest: { Value: { 'Fn::GetAtt': ['Policy', 'Digest'] } },
    },
    assets: {
      maker: {
        'index.js': `
          exports.handler = async (event) => {
            const ids = { StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId };
            const put = async (answer) => (await fetch(event.ResponseURL, {
              method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'p-1', ...ids, ...answer }) })).status;
            ${handler}
          };`,
      },
    },
  };
}

describe('a custom resource', () => {
  test('is created at the start, its scalars as text, and its answer can be referred to', async () => {
    await using stack = await start(
      stackDefinition(`console.log(JSON.stringify(event)); await put({ Data: { Digest: 'abc' } });`),
    );
    expect(stack.outputs).toEqual({ Id: 'p-1', Digest: 'abc' });
    expect(JSON.parse(stack.lines[0]?.replace('maker: ', '') ?? '')).toEqual({
      RequestType: 'Create',
      ServiceToken: 'arn:aws:lambda:us-east-1:000000000000:function:maker',
      ResponseURL: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:\d+\/custom-resource-answers\/[0-9a-f-]{36}\?X-Amz-Date=\d{8}T\d{6}Z$/,
      ),
      StackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/Test/local',
      RequestId: expect.any(String),
      LogicalResourceId: 'Policy',
      ResourceType: 'Custom::Policy',
      ResourceProperties: {
        ServiceToken: 'arn:aws:lambda:us-east-1:000000000000:function:maker',
        ServiceTimeout: '5',
        Limits: { per: '5', on: 'true', list: ['1', 'a'] },
      },
    });
  });

  test('answers once: the URL takes no second answer', async () => {
    await using stack = await start(
      stackDefinition(`console.log(await put({ Data: { Digest: 'one' } }), await put({ Data: { Digest: 'two' } }))`),
    );
    expect(stack.lines).toEqual(['maker: 200 403']);
    expect(stack.outputs.Digest).toBe('one');
  });

  test.each([
    ['that says FAILED', `await put({ Status: 'FAILED', Reason: 'the policy is wrong' })`, {}, 'the policy is wrong'],
    ['that throws', `throw new Error('no table')`, {}, 'maker: Error: no table'],
    ['that does not answer in time', '', { ServiceTimeout: 1 }, 'no answer within 1 seconds'],
    ['that answers for another request', `await put({ RequestId: 'other' })`, {}, 'its answer names another request'],
    ['that gives no physical id', `await put({ PhysicalResourceId: '' })`, {}, 'its answer has no PhysicalResourceId'],
    ['that answers too much', `await put({ Data: { Digest: 'x'.repeat(5000) } })`, {}, 'within 4096 bytes'],
    ['that answers nonsense', `await fetch(event.ResponseURL, { method: 'PUT', body: 'done' })`, {}, 'not JSON'],
  ])('%s fails the start with its reason', async (_what, handler, properties, reason) => {
    await expect(start(stackDefinition(handler, properties))).rejects.toMatchObject({
      code: 'custom-resource-failed',
      logicalId: 'Policy',
      message: expect.stringContaining(reason),
    });
  });
});

describe('an update of a custom resource', () => {
  const echo = `console.log(JSON.stringify(event)); await put({ Data: { Digest: event.ResourceProperties.Text ?? 'none' } });`;

  test('is told to its function with what it was before, as a deployment does', async () => {
    await using stack = await start(stackDefinition(echo, { Text: 'old' }));
    expect(await stack.updateCustomResource('Custom::Policy', { Text: 'new' })).toEqual({ Digest: 'new' });
    expect(await stack.updateCustomResource('Custom::Policy', { Text: 'newer' })).toEqual({ Digest: 'newer' });
    expect(JSON.parse(stack.lines[2]?.replace('maker: ', '') ?? '')).toMatchObject({
      RequestType: 'Update',
      PhysicalResourceId: 'p-1',
      ResourceProperties: { Text: 'newer', ServiceTimeout: '5' },
      OldResourceProperties: { Text: 'new', ServiceTimeout: '5' },
    });
  });

  test('that is refused leaves it as it was', async () => {
    await using stack = await start(
      stackDefinition(`await put(event.ResourceProperties.Text === 'bad' ? { Status: 'FAILED', Reason: 'no' } : { Data: { Digest: '' } });
        console.log(JSON.stringify(event.OldResourceProperties ?? {}));`),
    );
    await expect(stack.updateCustomResource('Custom::Policy', { Text: 'bad' })).rejects.toMatchObject({
      code: 'custom-resource-failed',
      message: 'Policy: no',
    });
    await stack.updateCustomResource('Custom::Policy', { Text: 'good' });
    expect(stack.lines.at(-1)).not.toContain('bad');
  });

  test('of a type that the template does not have names those that it has', async () => {
    await using stack = await start(stackDefinition(echo));
    await expect(stack.updateCustomResource('Custom::Other', {})).rejects.toThrow(
      'Custom::Other; known: Custom::Policy',
    );
  });
});
