import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { paceKey } from '../../../../functions/shared/core/item-keys.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { reportSchema } from '../../../../infra/config/exchange-check-report.ts';
import { type RunningExchange, startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { readArguments } from '../../../../infra/tools/exchange-check/arguments.ts';
import { environmentForUrl } from '../../../../infra/tools/exchange-check/environment-for-url.ts';
import { startWireLedger, tableName } from '../../../support/ledger.ts';

const main = path.resolve(import.meta.dirname, '../../../../infra/tools/exchange-check/main.ts');

/** An exchange, and the folder in which somebody calls the command. */
interface Place {
  readonly exchange: RunningExchange;
  readonly folder: string;
  [Symbol.asyncDispose](): Promise<void>;
}

async function openPlace(): Promise<Place> {
  const exchange = await startExchange();
  const folder = await mkdtemp(path.join(tmpdir(), 'first-contact-'));
  return {
    exchange,
    folder,
    [Symbol.asyncDispose]: async () => {
      await exchange.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function keysFile({ exchange, folder }: Place, changes: Record<string, unknown> = {}): Promise<string> {
  const { read, transfer, withdrawal, whitelist } = exchange.keys;
  const { trading, custody } = exchange.accounts;
  const keys = { read, transfer, withdrawal, whitelist, accounts: { trading, custody } };
  const file = path.join(folder, 'keys.json');
  await writeFile(file, JSON.stringify({ ...keys, whitelistEntries: exchange.whitelist, ...changes }), { mode: 0o600 });
  return file;
}

/** Without a terminal, as in a pipeline. */
async function run({ folder }: Place, ...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  // Ctrl-C at the worst moment: something has left its account and is not back yet.
  child.stdout.on('data', (chunk) => {
    if (String(chunk).includes('-out-1: accepted')) child.kill('SIGINT');
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, out, err };
}

const reportOf = ({ folder }: Place) => path.join(folder, 'made', 'report.json');
const written = async (place: Place) =>
  validate('report', reportSchema, JSON.parse(await readFile(reportOf(place), 'utf8')));

/** The flags of every call. */
async function flags(place: Place, keys: Record<string, unknown> = {}, url = place.exchange.url): Promise<string[]> {
  return ['--exchange', url, '--keys', await keysFile(place, keys), '--out', reportOf(place)];
}

/** Moving something to and fro takes half a minute, at the pace of the keys: the other tests go on meanwhile. */
async function moveToAndFro() {
  const place = await openPlace();
  await mkdir(path.join(place.folder, 'made'));
  await writeFile(path.join(place.folder, 'made', 'report.journal.jsonl'), '{"event":"sending"}\n');
  return { place, ended: await run(place, ...(await flags(place)), '--yes') };
}

let moved: ReturnType<typeof moveToAndFro>;
beforeAll(() => {
  moved = moveToAndFro();
  // Its own test says what went wrong.
  moved.catch(() => undefined);
});
afterAll(async () => {
  await (await moved).place[Symbol.asyncDispose]();
});

describe('the command', () => {
  test('without a terminal and without --yes reads only, and writes a dated report', async () => {
    await using place = await openPlace();
    const ended = await run(place, ...(await flags(place)));
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('There was no terminal to ask in, and no --yes.');
    const report = await written(place);
    expect(report).toMatchObject({ environment: 'local', results: { A15: { result: 'holds' } } });
    expect(Math.abs(Date.parse(report.checkedAt) - Date.now())).toBeLessThan(60_000);
    expect(place.exchange.exchange.records.transfers).toEqual([]);
  });

  test('with --yes moves something to and fro, keeps to the rates, is not kept from it by Ctrl-C, and tells of a run that did not end', async () => {
    const { place, ended } = await moved;
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('An earlier run did not end.');
    expect(ended.out).toContain('Going on until everything is back');
    expect((await written(place)).routes['asset-transfer'].knownOrderFound).toBe(true);
    const { records } = place.exchange.exchange;
    expect(records.transfers).toHaveLength(2);
    for (const { limited } of records.traffic.values()) expect(limited).toBe(0);
  });

  test.each([
    ['a key that is none', { read: { apiKey: 'x' } }, 'secret-malformed'],
    ['a file without accounts', { accounts: undefined }, 'accounts'],
  ])('with %s sends nothing and writes no report', async (_what, changes, says) => {
    await using place = await openPlace();
    const ended = await run(place, ...(await flags(place, changes)));
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(says) });
    await expect(readFile(reportOf(place))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('with --stage takes its slots from the table of that stage', async () => {
    await using place = await openPlace();
    const ledger = await startWireLedger();
    await mkdir(path.join(place.folder, '.local'));
    const stack = { region: 'us-east-1', endpoints: { secrets_manager: 'none', lambda: 'none' } };
    const address = {
      ...stack,
      endpoints: { ...stack.endpoints, dynamodb: process.env.AWS_ENDPOINT_URL_DYNAMODB },
      tableName,
    };
    await writeFile(path.join(place.folder, '.local', 'stack.json'), JSON.stringify(address));
    const ended = await run(place, ...(await flags(place)), '--stage', 'local');
    expect(ended).toMatchObject({ code: 0, err: '' });
    const paced = [await ledger.table.get(paceKey('read')), await ledger.table.get(paceKey('transfer'))];
    expect(paced).toEqual([1, 2].map(() => expect.objectContaining({ next_query: expect.any(Number) })));
    await ledger.close();
  });

  test('with --stage local where no local stack runs asks the exchange nothing', async () => {
    await using place = await openPlace();
    const ended = await run(place, ...(await flags(place)), '--stage', 'local');
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('npm start') });
    expect([...place.exchange.exchange.records.traffic.keys()]).toEqual([]);
  });

  test('ends with 1 where something does not hold', async () => {
    await using place = await openPlace();
    const { read, ...rest } = place.exchange.keys;
    const wrong = { read: { ...read, apiKey: 'unknown' }, transfer: rest.transfer };
    const ended = await run(place, ...(await flags(place, wrong)));
    expect(ended.code).toBe(1);
    expect((await written(place)).results.A15.result).toBe('does-not-hold');
  });

  test('with an exchange that is not there says so', async () => {
    await using place = await openPlace();
    const ended = await run(place, ...(await flags(place, {}, 'http://127.0.0.1:9')));
    expect(ended).toMatchObject({ code: 1, err: expect.stringMatching(/^exchange-unavailable/) });
  });
});

describe('the command line', () => {
  test.each([
    [['--keys', 'f'], '--exchange'],
    [['--exchange', 'http://127.0.0.1:1'], '--keys'],
    [['--exchange', 'u', '--keys', 'f', '--coin', 'usdt'], 'a coin in capitals'],
    [['--exchange', 'u', '--keys', 'f', '--withdrawal', '-x'], 'withdrawal'],
    [['--exchange', 'u', '--keys', 'f', '--stage', 'mars'], '--stage'],
    [['--exchange', 'u', '--keys', 'f', '--out', ''], '--out'],
    [['--exchange', 'u', '--keys', 'f', '--withdrawal', 'inv-1', '--instruction', 'f'], '--instruction'],
    [['--exchange', 'u', '--keys', 'f', '--force'], '--force'],
  ])('%j is refused', (args, says) => {
    expect(() => readArguments(args)).toThrow(says);
  });

  test('takes everything', () => {
    const args = '--exchange u --keys f --stage sandbox --yes --coin BTC --withdrawal inv-1 --out o'.split(' ');
    expect(readArguments(args)).toEqual({
      url: 'u',
      keysFile: 'f',
      stage: { name: 'sandbox', isLocal: false },
      isAgreed: true,
      coin: 'BTC',
      withdrawal: 'inv-1',
      out: 'o',
    });
  });
});

describe('the URL tells the environment', () => {
  test.each([
    ['https://api-pro.sim.hashkeydev.com/', 'hashkey-sandbox'],
    ['https://api-pro.hashkey.com', 'hashkey-production'],
    ['http://127.0.0.1:8080', 'local'],
    ['https://exchange.example.com', 'local'],
  ])('%s is %s', (url, id) => {
    expect(environmentForUrl(url).id).toBe(id);
  });

  test.each([
    ['a host of hashkey.com that nobody has listed', 'https://api-other.hashkey.com'],
    ['one that has no transfers', 'https://pro.hashkey.com'],
    ['one that would get keys in the clear', 'http://exchange.example.com'],
    ['the production host without TLS', 'http://api-pro.hashkey.com'],
    ['no URL', 'exchange'],
  ])('%s is refused', (_what, url) => {
    expect(() => environmentForUrl(url)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});
