import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountId } from '../../../../functions/shared/core/ids.ts';
import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { digestOfLines } from '../../../../functions/shared/statements/lines.ts';
import { parseStatement } from '../../../../functions/shared/statements/parse-lines.ts';
import type { CompleteDay } from '../../../../functions/shared/statements/stated-day.ts';
import { openStatementObjects } from '../../../../functions/statements/statement-objects.ts';
import { startMessaging } from '../../../../infra/local/aws/services/messaging.ts';
import { putOnce } from '../../../../infra/local/aws/services/put-once.ts';
import { startExchange } from '../../../../infra/local/exchange-simulator/server.ts';
import { policyWith } from '../../../support/instructions.ts';
import { startWireLedger, tableName } from '../../../support/ledger.ts';
import { MonthOfMovements } from '../../../support/month-of-movements.ts';
import { testPolicyStore } from '../../../support/policy.ts';
import type { FromFunction, RunReport, ToFunction } from './messages.ts';

/*
 * A month of 100,000 movements whose books are known, made by the function in a process of its own. The exchange, the
 * table and the bucket are in this one, over their wire protocols; an hour passes when nobody waits.
 * docs/contributing.md says how it is run alone; with `MOVEMENTS=3000` it is a smaller month.
 */
const movements = Number(process.env.MOVEMENTS ?? 100_000);
const hour = 3_600_000;
const bucket = 'statements-test';
const names = ['custody', 'trading', 'fiat'] as const;
const readEveryMs = 5 * paceMs.query;

/** What Lambda starts Node.js with where a function has 256 MB: nine tenths are old objects', a twentieth new ones'. */
const lambdaFlags = ['--max-old-space-size=230', '--max-semi-space-size=12'];

/** As it is deployed: in one file, without what it takes to run TypeScript. */
async function bundled(folder: string): Promise<string> {
  const root = path.resolve(import.meta.dirname, '../../../..');
  const entry = path.join(import.meta.dirname, 'function-process.ts');
  const file = path.join(folder, 'function.cjs');
  const args = [entry, '--bundle', '--platform=node', '--format=cjs', `--outfile=${file}`];
  await promisify(execFile)(path.join(root, 'node_modules/esbuild/bin/esbuild'), args);
  return file;
}

type Parts = Awaited<ReturnType<typeof start>>;
let parts: Parts;
const month = new MonthOfMovements({ seed: 14, movements, latePercent: 2, lateMaxMs: hour });

async function start() {
  const [ledger, buckets, exchange] = await Promise.all([
    startWireLedger(),
    startMessaging('ap-east-1', putOnce),
    startExchange(month.exchangeOptions),
  ]);
  process.env.AWS_ENDPOINT_URL_S3 = buckets.url;
  await buckets.s3Put(bucket);
  const accounts = Object.fromEntries(names.map((name) => [name, accountId(exchange.accounts[name] ?? '')]));
  await testPolicyStore(ledger.table, { ...month.clock, sleep: async () => undefined }).put({
    ...policyWith(),
    accounts,
    sweeps: [],
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'large-month-'));
  const child = fork(await bundled(folder), {
    execArgv: lambdaFlags,
    env: {
      ...process.env,
      ...{ EXCHANGE_URL: exchange.url, READ_KEY: JSON.stringify(exchange.keys.read), BUCKET: bucket },
      READ_EVERY_MS: String(readEveryMs),
      TABLE_NAME: tableName,
    },
  });
  return { ledger, buckets, exchange, folder, function: child, objects: openStatementObjects(bucket) };
}

beforeAll(async () => {
  parts = await start();
}, 120_000);
afterAll(async () => {
  const ended = once(parts.function, 'exit');
  parts.function.kill();
  await ended;
  await Promise.all([parts.exchange.close(), parts.buckets.close(), parts.ledger.close()]);
  await rm(parts.folder, { recursive: true });
});

function tell(child: ChildProcess, message: ToFunction): void {
  child.send(message);
}

/** One run of the function, while the exchange goes on as it sleeps. */
function runOnce({ function: child, exchange }: Parts): Promise<RunReport> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('the function ended'));
    const heard = (message: FromFunction) => {
      if (message.kind === 'sleep') {
        month.playUntil(exchange.exchange, month.clock.now() + message.ms);
        return tell(child, { kind: 'now', now: month.clock.now() });
      }
      child.off('message', heard).off('exit', ended);
      return resolve(message.run);
    };
    child.on('message', heard).on('exit', ended);
    tell(child, { kind: 'run', now: month.clock.now() });
  });
}

/** Requests of the read key. */
function reads({ exchange }: Parts): number {
  return exchange.exchange.records.traffic.get(exchange.keys.read.apiKey)?.requests ?? 0;
}

async function writtenDay(account: string, date: string): Promise<{ day: CompleteDay; digest: string }> {
  const text = (await parts.objects.get(`statements/${account}/${date}.jsonl`)) ?? '';
  const day = parseStatement(text);
  if (day.kind === 'lost') throw new Error(`${account} ${date} is lost`);
  return { day, digest: digestOfLines(text) };
}

test(`a month of ${movements} movements is made with less than 256 MB, at a fifth of the rate of its key`, async () => {
  const runs: RunReport[] = [];
  const rates: number[] = [];
  for (const [index] of month.dates.entries()) {
    const until = month.from + (index + 1) * 24 * hour + 3 * hour;
    month.playUntil(parts.exchange.exchange, until);
    for (let tries = 0; tries < 20; tries += 1) {
      const [before, began] = [reads(parts), month.clock.now()];
      const run = await runOnce(parts);
      runs.push(run);
      const [read, took] = [reads(parts) - before, month.clock.now() - began];
      if (read > 1) rates.push(((read - 1) * readEveryMs) / Math.max(1, took));
      if (names.every((name) => run.dates[name] === month.dates[index])) break;
      month.playUntil(parts.exchange.exchange, month.clock.now() + hour);
    }
  }
  const told = runs.flatMap((run) => run.told);
  const waits = runs.flatMap(({ tickWaits }) => tickWaits);
  const maxMb = Math.max(...runs.map(({ maxRssKb }) => maxRssKb)) / 1_024;
  const figures = {
    runs: runs.length,
    reads: reads(parts),
    ofAFifth: Math.max(...rates).toFixed(3),
    maxMb: maxMb.toFixed(0),
    tickClaims: waits.length,
    tickWaitMaxMs: waits.reduce((most, wait) => Math.max(most, wait), 0),
    tickWaitMeanMs: (waits.reduce((sum, wait) => sum + wait, 0) / Math.max(1, waits.length)).toFixed(1),
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  expect(told).toEqual([]);
  let rows = 0;
  for (const name of names) {
    let previous: string | undefined;
    for (const [index, date] of month.dates.entries()) {
      const { day, digest } = await writtenDay(name, date);
      if (previous !== undefined) expect(day.previous).toBe(previous);
      previous = digest;
      rows += day.rows.length;
      for (const { coin, closing, difference } of day.coins) {
        expect({ name, date, coin, closing, difference }).toEqual({
          ...{ name, date, coin, difference: '0' },
          closing: month.books.day(name, coin, index).closing,
        });
      }
    }
  }
  expect(rows).toBeGreaterThanOrEqual(movements);
  expect(maxMb).toBeLessThan(256);
  // The first reading of a run does not wait, so a run of n readings has n - 1 distances.
  expect(Math.max(...rates)).toBeLessThanOrEqual(1);
  // Each slot of the function's is one that the tick may find taken, and only one.
  expect(Math.max(0, ...waits.slice(0, 100_000))).toBeLessThanOrEqual(paceMs.query);
}, 1_800_000);
