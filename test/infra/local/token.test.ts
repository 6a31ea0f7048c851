import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { decodeJwt, jwtVerify } from 'jose';
import { loadIssuer } from '../../../infra/local/aws/issuer.ts';
import { sharedKeyFile } from './aws/support/issuer-key.ts';

const main = join(import.meta.dirname, '..', '..', '..', 'infra', 'local', 'token.ts');

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: Number(code), out, err };
}

describe('npm run token', () => {
  test('prints one token for a person and their groups', async () => {
    const { code, out, err } = await run(
      '--sub',
      'alice@example.com',
      '--groups',
      'treasury,finance',
      '--key-file',
      sharedKeyFile,
    );
    expect([code, err, out.split('\n').length]).toEqual([0, '', 2]);
    const { publicKey } = await loadIssuer(sharedKeyFile);
    const { payload } = await jwtVerify(out.trim(), publicKey, { algorithms: ['RS256'] });
    expect(payload).toEqual({
      sub: 'alice@example.com',
      email: 'alice@example.com',
      groups: ['treasury', 'finance'],
      iss: 'https://login.example.com',
      aud: 'treasury',
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 3600,
    });
  });

  test('takes issuer, audience and time, and makes its key on first use', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'local-stack-'));
    const file = join(folder, 'new', 'key.json');
    const { out } = await run(
      '--sub',
      'b@example.com',
      '--issuer',
      'https://i.example.com',
      '--audience',
      'a',
      '--expires',
      '60',
      '--key-file',
      file,
    );
    const payload = decodeJwt(out.trim());
    expect(payload).toMatchObject({ iss: 'https://i.example.com', aud: 'a', groups: [], exp: (payload.iat ?? 0) + 60 });
    await rm(folder, { recursive: true });
  });

  test.each([
    ['no person', [], 'expected a person such as alice@example.com'],
    ['an unknown flag', ['--sub', 'a', '--role', 'x'], '--role'],
    ['a group that is none', ['--sub', 'a', '--groups', 'a b'], 'groups'],
    ['a time that is none', ['--sub', 'a', '--expires', 'soon'], 'expires'],
    ['a word without a flag', ['alice@example.com'], 'alice@example.com'],
  ])('refuses %s with exit code 2 and one line that says what is right', async (_what, args, named) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(named);
    expect(err).toContain('npm run token -- --sub alice@example.com');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
