import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KeyName } from '../../../../functions/shared/core/key-names.ts';
import { keyOwners } from '../../../../infra/config/key-owners.ts';
import type { Permission } from '../../../../infra/local/exchange-simulator/keys.ts';
import { stackAddressOf } from '../../../../infra/local/stack-run-file.ts';
import type { AwsConfig } from '../../../../infra/tools/keys/aws-config.ts';
import { runKeys } from '../../../../infra/tools/keys/run.ts';
import { openSecretStore, type SecretStore } from '../../../../infra/tools/keys/secret-store.ts';
import { clientFor } from '../../local/aws/support/stack.ts';
import {
  restoreKeys,
  secretNameOf,
  type TreasuryOnStack,
  treasuryOnStack,
} from '../../local/support/treasury-on-stack.ts';

/* The command as it is called, against the local stack: its secrets, and the bundles of the keys' owners. */
const main = path.resolve(import.meta.dirname, '../../../../infra/tools/keys/main.ts');

let folder: string;
let treasury: TreasuryOnStack;
let client: SecretsManagerClient;
let awsClients: AwsConfig;
/** The text of every secret that was ever given, and all that was printed. */
const given: string[] = [];
const printed: string[] = [];

const store = (key: KeyName): SecretStore => openSecretStore(client, secretNameOf(key));

/** As its owner reads it: nobody else may. */
async function current(key: KeyName): Promise<string> {
  const owner = `hashkey-treasury-local-${keyOwners[key]}`;
  const reader = new SecretsManagerClient(clientFor(treasury.stack, 'secrets_manager', owner));
  const { SecretString = '' } = await reader.send(new GetSecretValueCommand({ SecretId: secretNameOf(key) }));
  reader.destroy();
  return SecretString;
}

/** Without a terminal, as in a pipeline. `input` is what standard input has. */
async function run(args: string, input = '') {
  const [output, questions] = [new PassThrough(), new PassThrough()];
  const io = { input: Readable.from(input === '' ? [] : [input]), output, questions, awsConfigOf: () => awsClients };
  const code = await runKeys(args.split(' '), io).catch((error: unknown) => error);
  output.end();
  questions.end();
  const ended = { code, out: await text(output), err: await text(questions) };
  printed.push(ended.out, ended.err, String(code), JSON.stringify(code));
  return ended;
}

/** The program itself, in a folder where a local stack runs or does not. */
async function spawned(args: string, cwd: string) {
  const child = spawn(process.execPath, [main, ...args.split(' ')], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

let made = 0;

/** Makes another key at the exchange. */
function newKey(permissions: readonly Permission[], changes: { readonly ipList?: string[] } = {}): string {
  made += 1;
  const [apiKey, secretKey] = [`access-key-number-${made}-of-this-test`, `secret-half-number-${made}-of-this-test`];
  treasury.simulator.exchange.keys.set(apiKey, {
    apiKey,
    permissions,
    credential: { kind: 'hmac-sha256', secretKey },
    ...changes,
  });
  given.push(apiKey, secretKey);
  return JSON.stringify({ apiKey, secretKey, signing: 'hmac-sha256' });
}

describe('the command for keys', () => {
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
    treasury = await treasuryOnStack();
    const { stack } = treasury;
    client = new SecretsManagerClient(clientFor(stack, 'secrets_manager'));
    awsClients = { secretsManager: clientFor(stack, 'secrets_manager'), lambda: clientFor(stack, 'lambda') };
    await mkdir(path.join(folder, '.local'));
    await writeFile(path.join(folder, '.local', 'stack.json'), JSON.stringify(stackAddressOf(stack)));
  });
  afterAll(async () => {
    client.destroy();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => restoreKeys(treasury));
  /** Nobody's secret is told, whatever a test did. */
  afterEach(() => {
    const allOutput = JSON.stringify([treasury.lines, printed]);
    for (const secret of given) expect(allOutput).not.toContain(secret);
    expect(allOutput).not.toContain('signature=');
  });

  describe('set', () => {
    test('puts a key that works in the place of the current one, and says until when both are needed', async () => {
      const before = await store('withdrawal').labels();
      const key = newKey(['withdrawal']);
      const ended = await run('set withdrawal --stage local', key);
      expect(ended).toMatchObject({ code: 0, err: '' });
      expect(ended.out).toContain('hashkey-treasury-local-withdrawal-release tries it');
      expect(ended.out).toMatch(/Keep BOTH keys valid at the exchange until \d\d:\d\d:\d\d UTC/);
      expect(ended.out).toContain('npm run keys -- back withdrawal --stage local');
      expect(await current('withdrawal')).toBe(key);
      const after = await store('withdrawal').labels();
      expect(after).toEqual({ current: expect.any(String), previous: before.current });
      // The former key ends: its owner reads the new one.
      treasury.simulator.exchange.keys.delete(treasury.simulator.keys.withdrawal.apiKey);
      const checked = await treasury.stack.invoke('hashkey-treasury-local-withdrawal-release', {
        check: 'key',
        key: 'withdrawal',
      });
      expect(checked).toMatchObject({ kind: 'works' });
    });

    test('leaves everything as it was where the exchange refuses the key, and says why and what to do', async () => {
      const before = await store('transfer').labels();
      const unknown = { apiKey: 'no-key-of-the-exchange', secretKey: 'and-no-secret-half', signing: 'hmac-sha256' };
      given.push(unknown.apiKey, unknown.secretKey);
      const ended = await run('set transfer --stage local', JSON.stringify(unknown));
      expect(ended.code).toBe(1);
      expect(ended.out).toContain('broken: The exchange does not know this key (0102).');
      expect(ended.out).toContain('what to do: make a key in this environment');
      expect(ended.out).toContain('the current key stays what it was');
      expect(await store('transfer').labels()).toEqual(before);
    });

    test('finds that the list of the key lacks our address, since its owner tries it from there', async () => {
      const before = await store('transfer').labels();
      const ended = await run('set transfer --stage local --json', newKey(['transfer'], { ipList: ['192.0.2.1'] }));
      expect(ended.code).toBe(1);
      expect(JSON.parse(ended.out)).toEqual({
        key: 'transfer',
        stage: 'local',
        outcome: 'refused',
        verdict: 'broken',
        findings: [{ code: 'ip-refused', severity: 'broken', message: expect.any(String) }],
      });
      expect(await store('transfer').labels()).toEqual(before);
    });

    test('with warnings needs somebody’s word', async () => {
      const key = newKey(['transfer', 'whitelist']);
      const before = await store('transfer').labels();
      const alone = await run('set transfer --stage local', key);
      expect(alone).toMatchObject({
        code: 1,
        out: expect.stringContaining('warning: The key has "Allow wallet address'),
      });
      expect(alone.out).toContain('There is no terminal to ask in, and no --accept-warnings.');
      expect(await store('transfer').labels()).toEqual(before);
      const agreed = await run('set transfer --stage local --accept-warnings', key);
      expect(agreed.code).toBe(0);
      expect(await current('transfer')).toBe(key);
    });

    test('drops what an earlier run left behind', async () => {
      const left = await store('read').putPending(newKey([]));
      const ended = await run('set read --stage local', newKey([]));
      expect(ended).toMatchObject({ code: 0, out: expect.stringContaining(`Version ${left} waited there`) });
      expect(await store('read').labels()).not.toHaveProperty('pending');
    });

    test.each([
      ['a field that is missing', '{"apiKey":"a-key-of-nobody","signing":"hmac-sha256"}', 'secretKey: missing'],
      [
        'a field too many',
        '{"apiKey":"a-key-of-nobody","secretKey":"half-of-it","signing":"hmac-sha256","my-secret":"x"}',
        'an unknown field',
      ],
      ['no JSON', 'a-key-of-nobody half-of-it', 'not a JSON object'],
      ['nothing', '', 'not a JSON object'],
      ['more than a secret holds', `"${'x'.repeat(70_000)}"`, 'is too long'],
    ])('sends nothing for %s, and names the field without its value', async (_what, input, says) => {
      const before = await store('whitelist').labels();
      const ended = await run('set whitelist --stage local', input);
      const isNamed = { code: expect.any(String), message: expect.stringContaining(says) };
      expect(ended).toMatchObject({ code: isNamed, out: '', err: '' });
      for (const hidden of ['a-key-of-nobody', 'half-of-it', 'my-secret'])
        expect(String(ended.code)).not.toContain(hidden);
      expect(await store('whitelist').labels()).toEqual(before);
    });
  });

  describe('back', () => {
    test('makes the former key current after trying it, and once more changes them again', async () => {
      const first = await current('whitelist');
      const second = newKey(['whitelist']);
      expect(await run('set whitelist --stage local', second)).toMatchObject({ code: 0 });
      expect(await run('back whitelist --stage local')).toMatchObject({ code: 0 });
      expect(await current('whitelist')).toBe(first);
      expect(await run('back whitelist --stage local')).toMatchObject({ code: 0 });
      expect(await current('whitelist')).toBe(second);
    });

    test('does not go back to a key that the exchange no longer takes', async () => {
      const key = newKey(['whitelist']);
      expect(await run('set whitelist --stage local', key)).toMatchObject({ code: 0 });
      treasury.simulator.exchange.keys.delete(treasury.simulator.keys.whitelist.apiKey);
      const ended = await run('back whitelist --stage local --json');
      expect(ended.code).toBe(1);
      expect(JSON.parse(ended.out)).toMatchObject({ outcome: 'refused', findings: [{ code: 'key-invalid' }] });
      expect(await current('whitelist')).toBe(key);
    });
  });

  test('from an empty secret to a key in use: check asks for it, a wrong one is not taken, a right one is', async () => {
    const missing = await run('check --stage local');
    expect(missing).toMatchObject({ code: 1, out: expect.stringContaining('what to do: set the key') });
    const wrong = await run('set fiat --stage local', newKey(['fiat'], { ipList: ['192.0.2.1'] }));
    expect(wrong.code).toBe(1);
    const unset = await treasury.stack.invoke('hashkey-treasury-local-withdrawal-release', {
      check: 'key',
      key: 'fiat',
    });
    expect(unset).toMatchObject({ kind: 'not-set' });
    // A trial that failed is no use of the key that was not there.
    expect(unset).not.toHaveProperty('usedAt');
    const key = newKey(['fiat']);
    const ended = await run('set fiat --stage local', key);
    expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('It is the current key now.') });
    expect(ended.out).not.toContain('BOTH');
    expect(await current('fiat')).toBe(key);
    const back = await run('back fiat --stage local');
    expect(back).toMatchObject({ code: 1, out: 'There is no former key to go back to.\n' });
    const well = await spawned('check --stage local', folder);
    expect(well).toMatchObject({ code: 0, err: '' });
    const [head, ...rows] = well.out.trim().split('\n');
    expect(head).toMatch(/^key +verdict +idle +clock +current +former +waiting$/);
    expect(rows.map((row) => row.split(/ +/)[0])).toEqual(['read', 'transfer', 'withdrawal', 'whitelist', 'fiat']);
    expect(rows[0]).toMatch(/^read +healthy +(-|0 d) +-?\d+ ms +\d{4}-\d\d-\d\d \(0 d\)/);
    // Two checks of all keys, each with starts of functions.
  });

  test('check ends with 1 where somebody has to look, and says what to do', async () => {
    treasury.simulator.exchange.keys.delete(treasury.simulator.keys.read.apiKey);
    const waiting = await store('transfer').putPending(newKey(['transfer']));
    const ended = await run('check --stage local --json');
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('what to do: make a key in this environment');
    const { keys } = JSON.parse(ended.out);
    expect(keys[0]).toMatchObject({ key: 'read', verdict: 'broken', findings: [{ code: 'key-invalid' }] });
    expect(keys[1]).toMatchObject({ key: 'transfer', verdict: 'healthy', pending: { id: waiting, days: 0 } });
    await store('transfer').dropPending(waiting);
  });

  describe('the program', () => {
    test('says so where no local stack runs', async () => {
      const empty = await mkdtemp(path.join(folder, 'empty-'));
      const ended = await spawned('check --stage local', empty);
      expect(ended).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^keys-not-reached: no local stack runs here/),
      });
    });

    test('shows its usage for a wrong call, and nothing of a secret that was among the arguments', async () => {
      const ended = await spawned('set read --stage local my-5ecret-key', folder);
      expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining('history of your shell') });
      expect(ended.err).toContain('Usage: npm run keys -- set KEY');
      expect(ended.err).not.toContain('5ecret');
    });
  });
});
