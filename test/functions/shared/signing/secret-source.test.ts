import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { placeholderSecret } from '../../../../functions/shared/core/key-versions.ts';
import { SecretUnavailableError } from '../../../../functions/shared/signing/errors.ts';
import { readSecretText } from '../../../../functions/shared/signing/secret-source.ts';
import { rejection } from './support/secrets.ts';
import { type Answer, SecretsServer } from './support/secrets-server.ts';

describe('reading a secret', () => {
  test('asks Secrets Manager for the current value and gives its text', async () => {
    await using server = await SecretsServer.start({ kind: 'secret', text: 'the text' });
    expect(await readSecretText(server.client, 'treasury/read')).toBe('the text');
    expect(server.asked).toEqual(['secretsmanager.GetSecretValue treasury/read']);
  });

  test.each(['AWSPENDING', 'AWSPREVIOUS'] as const)('asks for the version %s where that is wanted', async (version) => {
    await using server = await SecretsServer.start({ kind: 'secret', text: 'the text' });
    expect(await readSecretText(server.client, 'treasury/read', version)).toBe('the text');
    expect(server.asked).toEqual([`secretsmanager.GetSecretValue treasury/read ${version}`]);
  });

  test('what stands there before the first key is no key: it is as if nothing were there', async () => {
    await using server = await SecretsServer.start({ kind: 'secret', text: placeholderSecret });
    const error = await rejection(readSecretText(server.client, 'treasury/read'));
    expect(error).toMatchObject({ code: 'secret-unavailable', reason: 'not-found', transient: false });
  });

  const failures: [string, Answer, string, boolean][] = [
    ['no such secret', { kind: 'error', status: 400, type: 'ResourceNotFoundException' }, 'not-found', false],
    ['a role that may not', { kind: 'error', status: 400, type: 'AccessDeniedException' }, 'access-denied', false],
    ['a key that cannot decrypt', { kind: 'error', status: 400, type: 'DecryptionFailure' }, 'access-denied', false],
    ['a secret marked for deletion', { kind: 'error', status: 400, type: 'InvalidRequestException' }, 'other', false],
    ['throttling', { kind: 'error', status: 400, type: 'ThrottlingException' }, 'throttled', true],
    ['a fault of the service', { kind: 'error', status: 500, type: 'InternalServiceError' }, 'service-error', true],
    ['an undocumented 5XX', { kind: 'error', status: 503, type: 'Unavailable' }, 'service-error', true],
    ['an answer that never begins', { kind: 'hang' }, 'timeout', true],
  ];

  test.each(failures)('%s: the reason is told and the cause is kept', async (_name, answer, reason, transient) => {
    await using server = await SecretsServer.start(answer, 200);
    const error = await rejection(readSecretText(server.client, 'treasury/read'));
    expect(error).toBeInstanceOf(SecretUnavailableError);
    expect(error).toMatchObject({
      code: 'secret-unavailable',
      secretId: 'treasury/read',
      reason,
      transient,
      cause: expect.objectContaining({ message: expect.any(String) }),
    });
  });

  test('a binary secret is refused and not shown', async () => {
    const base64 = Buffer.from('LEAKED').toString('base64');
    await using server = await SecretsServer.start({ kind: 'binary', base64 });
    const error = await rejection(readSecretText(server.client, 'treasury/read'));
    expect(error).toMatchObject({ code: 'secret-unavailable', reason: 'not-text', transient: false });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(base64);
  });

  test('an answer that cannot be parsed has no cause, since the cause would quote the secret', async () => {
    await using server = await SecretsServer.start({ kind: 'raw', text: '{"SecretString":"LEAKED"' });
    const error = await rejection(readSecretText(server.client, 'treasury/read'));
    expect(error).toMatchObject({ code: 'secret-unavailable', reason: 'unreadable-answer', transient: false });
    expect(error).not.toHaveProperty('cause');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('LEAKED');
  });

  test('an answer that stops in the middle is a timeout without a cause, since the cause would hold the half secret', async () => {
    await using server = await SecretsServer.start({ kind: 'half', text: '{"SecretString":"LEAKED' }, 200);
    const error = await rejection(readSecretText(server.client, 'treasury/read'));
    expect(error).toMatchObject({ code: 'secret-unavailable', reason: 'timeout', transient: true });
    expect(error).not.toHaveProperty('cause');
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('LEAKED');
  });

  test('an answer without a secret is refused', async () => {
    await using server = await SecretsServer.start({ kind: 'raw', text: '' });
    const error = await rejection(readSecretText(server.client, 'treasury/read'));
    expect(error).toMatchObject({ code: 'secret-unavailable', reason: 'not-text' });
  });
});
