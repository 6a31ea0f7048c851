import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
  type UpdateSecretVersionStageCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from '@jest/globals';
import { ownAccessKey } from '../../../../../infra/local/aws/services/clients.ts';
import { resource } from '../support/assembly.ts';
import { clientFor, start, type TestStack } from '../support/stack.ts';

const stackDefinition = {
  resources: {
    Key: resource('AWS::SecretsManager::Secret', { Name: 'app/key', Description: 'd', GenerateSecretString: {} }),
    Fixed: resource('AWS::SecretsManager::Secret', { Name: 'app/fixed', SecretString: '{"a":1}' }),
    Empty: resource('AWS::SecretsManager::Secret', { Name: 'app/empty' }),
    Made: resource('AWS::SecretsManager::Secret', {
      Name: 'app/made',
      GenerateSecretString: { SecretStringTemplate: '{"user":"u"}', GenerateStringKey: 'password' },
    }),
  },
  outputs: { Key: { Value: { Ref: 'Key' } } },
};

async function withClient(stack: TestStack, use: (client: SecretsManagerClient) => Promise<void>): Promise<void> {
  const client = new SecretsManagerClient(clientFor(stack, 'secrets_manager'));
  await use(client).finally(() => client.destroy());
}

describe('a secret', () => {
  test('has the value that was given, by name, ARN and ARN without its end', async () => {
    await using stack = await start(stackDefinition, { secrets: { 'app/key': 'given' } });
    const arn = stack.outputs.Key ?? '';
    expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:app\/key-[0-9a-f]{6}$/);
    await withClient(stack, async (client) => {
      for (const SecretId of ['app/key', arn, arn.slice(0, -7)]) {
        const answer = await client.send(new GetSecretValueCommand({ SecretId }));
        expect(answer).toMatchObject({
          ARN: arn,
          Name: 'app/key',
          SecretString: 'given',
          VersionStages: ['AWSCURRENT'],
        });
      }
    });
  });

  test('else has what the template says', async () => {
    await using stack = await start(stackDefinition);
    await withClient(stack, async (client) => {
      const read = async (SecretId: string) =>
        (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
      expect(await read('app/fixed')).toBe('{"a":1}');
      expect(await read('app/key')).toHaveLength(32);
      expect(JSON.parse(await read('app/made'))).toEqual({ user: 'u', password: expect.any(String) });
    });
  });

  test('that has no value, or does not exist, is not found', async () => {
    await using stack = await start(stackDefinition);
    await withClient(stack, async (client) => {
      for (const SecretId of ['app/empty', 'app/gone']) {
        await expect(client.send(new GetSecretValueCommand({ SecretId }))).rejects.toBeInstanceOf(
          ResourceNotFoundException,
        );
      }
    });
  });

  test('keeps its previous value when it is rotated', async () => {
    await using stack = await start(stackDefinition, { secrets: { 'app/key': 'first' } });
    await withClient(stack, async (client) => {
      const SecretId = 'app/key';
      const read = async (VersionStage?: string) =>
        (await client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage ? { VersionStage } : {}) })))
          .SecretString;
      await expect(read('AWSPREVIOUS')).rejects.toBeInstanceOf(ResourceNotFoundException);
      const token = '0123456789abcdef0123456789abcdef';
      const put = (SecretString: string) =>
        client.send(new PutSecretValueCommand({ SecretId, SecretString, ClientRequestToken: token }));
      await put('second');
      // The same call again changes nothing.
      await put('second');
      expect([await read(), await read('AWSPREVIOUS')]).toEqual(['second', 'first']);
      await expect(put('third')).rejects.toMatchObject({ name: 'ResourceExistsException' });
    });
  });

  test('that is given but not in the template fails the start without showing the value', async () => {
    const failure: unknown = await start(stackDefinition, { secrets: { 'app/kye': 'hidden-value' } }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'stack-input-invalid', message: 'the template has no secret named app/kye' });
  });
});

/** Versions of one secret, put under these ids. */
const one = 'version-one-of-the-secret-app-key';
const two = 'version-two-of-the-secret-app-key';

describe('staging labels', () => {
  const SecretId = 'app/empty';
  const put = (client: SecretsManagerClient, token: string, ...VersionStages: string[]) =>
    client.send(new PutSecretValueCommand({ SecretId, SecretString: token, ClientRequestToken: token, VersionStages }));
  const move = (client: SecretsManagerClient, input: Omit<UpdateSecretVersionStageCommandInput, 'SecretId'>) =>
    client.send(new UpdateSecretVersionStageCommand({ SecretId, ...input }));
  const labels = async (client: SecretsManagerClient) =>
    (await client.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages;

  test('a pending version is beside the current one, and is read by its label or its id', async () => {
    await using stack = await start(stackDefinition);
    await withClient(stack, async (client) => {
      await put(client, one, 'AWSCURRENT');
      expect(await put(client, two, 'AWSPENDING')).toMatchObject({ VersionId: two, VersionStages: ['AWSPENDING'] });
      expect(await labels(client)).toEqual({ [one]: ['AWSCURRENT'], [two]: ['AWSPENDING'] });
      const read = async (which: { VersionStage?: string; VersionId?: string }) =>
        (await client.send(new GetSecretValueCommand({ SecretId, ...which }))).SecretString;
      expect(await read({})).toBe(one);
      expect(await read({ VersionStage: 'AWSPENDING' })).toBe(two);
      expect(await read({ VersionId: two })).toBe(two);
      const mixed = read({ VersionId: one, VersionStage: 'AWSPENDING' });
      await expect(mixed).rejects.toMatchObject({ name: 'InvalidRequestException' });
    });
  });

  test('the first version of a secret is current, whatever was asked for', async () => {
    await using stack = await start(stackDefinition);
    await withClient(stack, async (client) => {
      await put(client, one, 'AWSPENDING');
      expect(await labels(client)).toEqual({ [one]: ['AWSPENDING', 'AWSCURRENT'] });
    });
  });

  test('AWSPREVIOUS follows AWSCURRENT, there and back; a version without labels is deprecated', async () => {
    await using stack = await start(stackDefinition);
    await withClient(stack, async (client) => {
      await put(client, one, 'AWSCURRENT');
      await put(client, two, 'AWSPENDING');
      const current = { VersionStage: 'AWSCURRENT' };
      await move(client, { ...current, RemoveFromVersionId: one, MoveToVersionId: two });
      await move(client, { VersionStage: 'AWSPENDING', RemoveFromVersionId: two });
      expect(await labels(client)).toEqual({ [one]: ['AWSPREVIOUS'], [two]: ['AWSCURRENT'] });
      await move(client, { ...current, RemoveFromVersionId: two, MoveToVersionId: one });
      expect(await labels(client)).toEqual({ [one]: ['AWSCURRENT'], [two]: ['AWSPREVIOUS'] });
      await move(client, { VersionStage: 'AWSPREVIOUS', RemoveFromVersionId: two });
      const listed = async (IncludeDeprecated?: boolean) => {
        const answer = await client.send(
          new ListSecretVersionIdsCommand({ SecretId, ...(IncludeDeprecated ? { IncludeDeprecated } : {}) }),
        );
        return answer.Versions?.map(({ VersionId, CreatedDate }) => [VersionId, CreatedDate instanceof Date]);
      };
      expect(await listed()).toEqual([[one, true]]);
      expect(await listed(true)).toEqual([
        [one, true],
        [two, true],
      ]);
    });
  });

  test.each<[string, Omit<UpdateSecretVersionStageCommandInput, 'SecretId'>, string]>([
    [
      'without saying which version has it',
      { VersionStage: 'AWSCURRENT', MoveToVersionId: two },
      `attached to version ${one}, so you must explicitly reference that version`,
    ],
    [
      'from a version that does not have it',
      { VersionStage: 'AWSCURRENT', RemoveFromVersionId: two, MoveToVersionId: two },
      'not attached to version',
    ],
    [
      'to a version that is not there',
      { VersionStage: 'AWSCURRENT', RemoveFromVersionId: one, MoveToVersionId: one.toUpperCase() },
      'Not a valid version',
    ],
    ['of the current version to nowhere', { VersionStage: 'AWSCURRENT', RemoveFromVersionId: one }, "can't be removed"],
    ['from nowhere to nowhere', { VersionStage: 'AWSPENDING' }, 'is needed'],
  ])('are not moved %s', async (_what, input, says) => {
    await using stack = await start(stackDefinition);
    await withClient(stack, async (client) => {
      await put(client, one, 'AWSCURRENT');
      await put(client, two, 'AWSPENDING');
      const moved = move(client, input);
      await expect(moved).rejects.toMatchObject({
        name: 'InvalidParameterException',
        message: expect.stringContaining(says),
      });
      expect(await labels(client)).toEqual({ [one]: ['AWSCURRENT'], [two]: ['AWSPENDING'] });
    });
  });

  test('the same put again moves no label back', async () => {
    await using stack = await start(stackDefinition);
    await withClient(stack, async (client) => {
      await put(client, one, 'AWSCURRENT');
      await put(client, two, 'AWSCURRENT');
      expect(await put(client, one, 'AWSCURRENT')).toMatchObject({ VersionStages: ['AWSPREVIOUS'] });
      expect(await labels(client)).toEqual({ [one]: ['AWSPREVIOUS'], [two]: ['AWSCURRENT'] });
    });
  });
});

describe('the API', () => {
  test.each([
    ['an unknown operation', 'secretsmanager.DeleteSecret', '{}', 400, 'UnknownOperationException'],
    ['a body that is not JSON', 'secretsmanager.GetSecretValue', '{', 400, 'SerializationException'],
    ['a missing field', 'secretsmanager.GetSecretValue', '{}', 400, 'ValidationException'],
    ['an unknown field', 'secretsmanager.GetSecretValue', '{"SecretId":"app/fixed","X":1}', 400, 'ValidationException'],
    ['no operation at all', '', '{}', 400, 'LocalStackUnsupported'],
    [
      'a body of more than 6 MiB',
      'secretsmanager.PutSecretValue',
      'x'.repeat(6 * 1024 * 1024 + 1),
      413,
      'RequestEntityTooLargeException',
    ],
  ])('refuses %s', async (_what, target, body, status, type) => {
    await using stack = await start(stackDefinition);
    const url = stack.endpoints.secrets_manager ?? '';
    const authorization = `AWS4-HMAC-SHA256 Credential=${ownAccessKey}/20260101/us-east-1/secretsmanager/aws4_request`;
    const headers = { 'x-amz-target': target, authorization };
    const answer = await fetch(url, { method: 'POST', body, headers });
    expect(answer.status).toBe(status);
    await expect(answer.json()).resolves.toHaveProperty('__type', type);
  });
});
