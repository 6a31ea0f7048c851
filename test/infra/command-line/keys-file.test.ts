import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readKeysFile } from '../../../infra/command-line/keys-file.ts';
import { readSecretFile } from '../../../infra/command-line/secret-file.ts';
import { initialAccounts, initialWhitelist } from '../../../infra/local/exchange-simulator/data/initial-data.ts';
import { simulatorSecrets } from '../../../infra/local/exchange-simulator/keys.ts';

let file: string;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keys-file-'));
  file = path.join(folder, 'keys.json');
});
afterAll(() => rm(folder, { recursive: true }));

const put = (content: unknown) => writeFile(file, JSON.stringify(content), { mode: 0o600 });
const keys = simulatorSecrets(1);
const accounts = Object.fromEntries(initialAccounts.map(({ name, id }) => [name, id]));
const whitelist = initialWhitelist.map(({ id, coin, chain, address }) => ({ id, coin, chain, address }));

describe('the file that --keys names', () => {
  test('may be the line that npm run exchange prints', async () => {
    await put({ url: 'http://127.0.0.1:8080', keys, accounts, whitelist });
    const printed = await readKeysFile(file);
    const { read, transfer, withdrawal, whitelist: whitelistKey, fiat } = keys;
    await put({ read, transfer, withdrawal, whitelist: whitelistKey, fiat, accounts, whitelistEntries: whitelist });
    expect(printed).toEqual(await readKeysFile(file));
    expect(Object.keys(printed.secrets).sort()).toEqual(['fiat', 'read', 'transfer', 'whitelist', 'withdrawal']);
  });

  test('is refused without a key, in either form, and nothing of it is shown', async () => {
    const { transfer: _, ...fewer } = keys;
    await put({ keys: fewer, accounts, whitelist });
    const refused = await readKeysFile(file).catch((error: unknown) => String(error));
    expect(refused).toContain('transfer: is missing');
    expect(refused).not.toContain(JSON.parse(JSON.stringify(keys.read)).secretKey);
  });
});

describe('a file with keys', () => {
  const warnings = async (mode: number): Promise<string[]> => {
    const lines: string[] = [];
    await put({});
    await chmod(file, mode);
    expect(await readSecretFile('--key', 'a file', file, (line) => lines.push(line))).toBe('{}');
    return lines;
  };

  test.each([0o644, 0o640, 0o604, 0o660])('that others can read (%o) is warned of', async (mode) => {
    const [line = ''] = await warnings(mode);
    expect(line).toContain(`chmod 600 '${file}'`);
  });

  test.each([0o600, 0o400])('that is its owner’s alone (%o) is not', async (mode) => {
    expect(await warnings(mode)).toEqual([]);
  });
});
