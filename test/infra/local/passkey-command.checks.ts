import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { instructionId } from '../../../functions/shared/core/ids.ts';
import { parseRoot } from '../../../functions/shared/passkeys/roots.ts';
import { runPasskey } from '../../../infra/local/passkey/run.ts';
import { sharedKeyFile } from './aws/support/issuer-key.ts';
import { approvedByTess, requestedPayment } from './support/attacked-payment.ts';
import { owners, type PasskeyStack, passkeyStack } from './support/passkey-stack.ts';

/* The command of people without a console, at the stack of this machine. */

let stack: PasskeyStack;
let keyFolder: string;

beforeAll(async () => {
  stack = await passkeyStack();
  keyFolder = await mkdtemp(path.join(tmpdir(), 'passkeys-'));
});
afterAll(() => rm(keyFolder, { recursive: true }));

async function run(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const apiUrl = () => stack.stack.httpUrl;
  await runPasskey(args, { print: (line) => lines.push(line), apiUrl, issuerKeyFile: sharedKeyFile, keyFolder });
  return lines.join('\n');
}

describe('npm run passkey', () => {
  test('prints the line of a device, the same each time, and keeps its key for its owner alone', async () => {
    const line = await run('line', '--as', 'lena@example.com');
    expect(parseRoot(line, 'roots.0')).toMatchObject({
      person: { by: 'lena@example.com', issuer: 'https://login.example.com', claim: 'email' },
      stage: 'local',
      rpId: 'localhost',
    });
    expect(await run('line', '--as', 'lena@example.com')).toBe(line);
    const { mode } = await stat(path.join(keyFolder, 'lena%40example.com.json'));
    expect(mode & 0o777).toBe(0o600);
    expect((await readdir(keyFolder)).some((name) => name.includes('.json.'))).toBe(false);
  });

  test('enrolls a device, and another person confirms it', async () => {
    const enrolled = await run('enroll', '--as', 'gus@example.com', '--groups', 'finance');
    const [, credentialId = ''] = /The device (\S+) of gus@example\.com is proposed/.exec(enrolled) ?? [];
    // Her device is none that counts, and the refusal says so in the words of the API.
    const confirming = run('confirm', credentialId, '--as', 'lena@example.com', '--groups', 'treasury');
    await expect(confirming).rejects.toMatchObject({
      code: 'api-refused',
      message: expect.stringContaining('passkey-unknown: Nobody enrolled this device here'),
    });
    await writeKeyOf(owners.tess);
    const confirmed = await run('confirm', credentialId, '--as', 'tess@example.com', '--groups', 'treasury');
    expect(confirmed).toMatch(/^The device of gus@example\.com with the digest [0-9a-f]{64} is confirmed, and counts/);
  });

  test('signs an approval', async () => {
    await stack.instructions.create(approvedByTess(requestedPayment('by-command')));
    await writeKeyOf(owners.fiona);
    const signed = await run('approve', 'by-command', '--as', 'fiona@example.com', '--groups', 'finance');
    expect(signed).toContain('fiona@example.com signs that 5 USDT may go to acme-usdt-eth: 0x52 9084');
    expect(signed).toMatch(/by-command is (approved|sending|sent|settled)\.$/);
    const payment = await stack.instructions.get(instructionId('by-command'));
    expect(payment?.approvals.map(({ by }) => by)).toEqual(['tess@example.com', 'fiona@example.com']);
  });

  test.each([
    [
      'another stage',
      ['enroll', '--as', 'lena@example.com', '--stage', 'production'],
      '--stage: takes no software keys',
    ],
    ['nobody', ['line'], '--as: names nobody'],
    ['no command', ['sign', '--as', 'lena@example.com'], 'names no command'],
    ['no device', ['confirm', '--as', 'lena@example.com'], 'confirm names nothing'],
    ['a word too many', ['line', 'x', '--as', 'lena@example.com'], 'has too many words'],
    ['a flag that is none', ['line', '--as', 'lena@example.com', '--force'], "Unknown option '--force'"],
    ['a device that is not there', ['confirm', 'AAAA', '--as', 'lena@example.com'], 'CREDENTIAL_ID: is not enrolled'],
  ])('refuses %s', async (_what, args, message) => {
    const groups = args.includes('confirm') && args.includes('AAAA') ? ['--groups', 'finance'] : [];
    await expect(run(...args, ...groups)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(message),
    });
  });

  test('refuses a file that holds no key, and shows nothing of it', async () => {
    await writeFile(path.join(keyFolder, 'max%40example.com.json'), '{"kty":"EC","d":"secret-text"}');
    const refusal = run('line', '--as', 'max@example.com');
    await expect(refusal).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(refusal).rejects.not.toMatchObject({ message: expect.stringContaining('secret-text') });
  });
});

/** Somebody whose device the configuration names uses the command too. */
async function writeKeyOf({ persona, key }: (typeof owners)[keyof typeof owners]): Promise<void> {
  const jwk = key.privateKey.export({ format: 'jwk' });
  await writeFile(path.join(keyFolder, `${encodeURIComponent(persona.email)}.json`), JSON.stringify(jwk));
}
