import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { readArguments } from '../../../../infra/local/exchange-simulator/arguments.ts';

const main = resolve(import.meta.dirname, '../../../../infra/local/exchange-simulator/main.ts');

/** A folder of its own, so that a simulator that runs here is not disturbed. */
class CommandFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  readonly #children: ChildProcess[] = [];

  [Symbol.dispose](): void {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }

  run(...args: string[]): {
    child: ChildProcess;
    line: Promise<string>;
    end: Promise<{ code: number | null; err: string }>;
  } {
    // Not started by npm, whatever starts these tests.
    const { npm_lifecycle_event: _, ...env } = process.env;
    const child = spawn(process.execPath, [main, ...args], {
      cwd: this.folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#children.push(child);
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += String(chunk);
    });
    const end = new Promise<{ code: number | null; err: string }>((done) => {
      child.on('close', (code) => done({ code, err }));
    });
    const line = new Promise<string>((done) => {
      createInterface(child.stdout).once('line', done);
    });
    return { child, line, end };
  }
}

const secret = v.object({ apiKey: v.string(), signing: v.string() });
const printed = v.strictObject({
  url: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d+$/)),
  keys: v.strictObject({
    read: secret,
    transfer: secret,
    withdrawal: secret,
    whitelist: secret,
    fiat: secret,
    trade: secret,
    proPubPriv: secret,
    proHmac: secret,
  }),
  accounts: v.record(v.string(), v.string()),
  whitelist: v.array(v.strictObject({ id: v.string(), coin: v.string(), chain: v.string(), address: v.string() })),
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'it prints one JSON line, takes faults, and ends well on %s',
  async (signal) => {
    using workplace = new CommandFixture();
    const running = workplace.run('--port', '0');
    const { url, accounts } = v.parse(printed, JSON.parse(await running.line));
    expect(accounts).toMatchObject({
      trading: expect.any(String),
      custody: expect.any(String),
      fiat: expect.any(String),
    });
    const file = join(workplace.folder, '.local/exchange.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url });

    const asked = workplace.run('--fault', '{"kind":"error-not-executed","path":"/api/v1/ping"}');
    expect(JSON.parse(await asked.line)).toMatchObject({ planned: { kind: 'error-not-executed', times: 1 } });
    expect((await fetch(`${url}/api/v1/ping`)).status).toBe(502);
    const refused = await workplace.run('--fault', '{"kind":"x"}', '--url', url).end;
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('kind');

    running.child.kill(signal);
    expect(await running.end).toEqual({ code: 0, err: '' });
    expect(existsSync(file)).toBe(false);
  },
);

test('asking for a fault where nothing runs says so', async () => {
  using workplace = new CommandFixture();
  const { code, err } = await workplace.run('--fault', '{}').end;
  expect(code).toBe(1);
  expect(err).toContain('npm run exchange');
});

describe('the command line', () => {
  test.each([
    [[], { kind: 'start', port: 0, rate: 1, isStrict: false, dayZone: '+08:00' }],
    [['--port', '8080'], { kind: 'start', port: 8080, rate: 1, isStrict: false, dayZone: '+08:00' }],
    [['--rate', '10'], { kind: 'start', port: 0, rate: 10, isStrict: false, dayZone: '+08:00' }],
    [['--strict'], { kind: 'start', port: 0, rate: 1, isStrict: true, dayZone: '+08:00' }],
    [['--day-zone=-05:30'], { kind: 'start', port: 0, rate: 1, isStrict: false, dayZone: '-05:30' }],
    [['--fault', '{}'], { kind: 'fault', fault: '{}', url: undefined }],
    [['--fault', '{}', '--url', 'http://127.0.0.1:1'], { kind: 'fault', fault: '{}', url: 'http://127.0.0.1:1' }],
  ])('%j is understood', (args, command) => {
    expect(readArguments(args)).toEqual(command);
  });

  test.each([
    [['--prot', '1'], '--prot'],
    [['8080'], '8080'],
    [['--port'], '--port'],
    [['--port', '-1'], '--port'],
    [['--port', '65536'], '65535'],
    [['--port', 'http'], '--port'],
    [['--rate', '0'], '--rate'],
    [['--day-zone', 'HKT'], '--day-zone'],
    [['--day-zone', '+24:00'], '--day-zone'],
    [['--url', 'http://127.0.0.1:1'], '--fault'],
    [['--fault', '{}', '--day-zone', '+00:00'], '--url'],
    [['--fault', '{}', '--port', '1'], '--url'],
    [['--fault', '{}', '--strict'], '--url'],
    [['--fault', '{}', '--url', 'here'], '--url'],
  ])('%j is refused in one line that says what is right', (args, named) => {
    const command = readArguments(args);
    expect(command.kind).toBe('wrong');
    const hint = command.kind === 'wrong' ? command.hint : '';
    expect(hint).toContain(named);
    expect(hint).toContain('use --port N');
    expect(hint).not.toContain('\n');
  });

  test('a wrong flag ends with exit code 2', async () => {
    using workplace = new CommandFixture();
    expect((await workplace.run('--prot', '1').end).code).toBe(2);
  });
});
