import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { Clock } from '../../../../functions/shared/core/clock.ts';
import { paceMs } from '../../../../functions/shared/exchange/client/pacer.ts';
import { openTable } from '../../../../functions/shared/ledger/store/table.ts';
import { createTablePacer } from '../../../../functions/shared/runtime/table-pacer.ts';
import { openStatementObjects } from '../../../../functions/statements/statement-objects.ts';
import { wire } from '../../../../functions/statements/wiring.ts';
import { clientAt } from '../../../support/exchange-client.ts';
import type { FromFunction, ToFunction } from './messages.ts';

/*
 * The function `statements` in a process of its own, so that its memory is its own. Its clock is the exchange's: when it
 * sleeps, that one goes on. In the middle of its long waits a tick claims three slots of the same key.
 */

const { EXCHANGE_URL = '', READ_KEY = '', BUCKET = '', READ_EVERY_MS = '', TABLE_NAME = '' } = process.env;
const runMs = 15 * 60_000;
let now = 0;
let woken: () => void = () => undefined;

const say = (message: FromFunction) => process.send?.(message);
const clock: Clock = {
  now: () => now,
  sleep: (ms) =>
    new Promise((resolve) => {
      woken = resolve;
      say({ kind: 'sleep', ms });
    }),
};

const table = openTable(TABLE_NAME);
const tick = createTablePacer(table, 'read', clock);
const tickWaits: number[] = [];
let waits = 0;
/** A tick comes in every so many waits: it takes longer to play than all else. */
const waitsOfTick = 10;

async function claimAsTick(): Promise<void> {
  for (let place = 0; place < 3; place += 1) {
    const began = now;
    await tick.claim('query');
    // Alone, only its own slot before it would be waited for.
    tickWaits.push(now - began - (place === 0 ? 0 : paceMs.query));
  }
}

/** The long waits between two readings are the function's own; the short ones are those of its slots. */
const withTicks: Clock = {
  now: clock.now,
  sleep: async (ms) => {
    waits += 1;
    if (ms <= paceMs.query || waits % waitsOfTick !== 0) return clock.sleep(ms);
    const until = now + ms;
    await clock.sleep((waits * 37) % paceMs.query);
    await claimAsTick();
    if (now < until) await clock.sleep(until - now);
  },
};

const told: unknown[] = [];
const ignore = () => undefined;
const log = { info: ignore, warn: ignore, addContext: ignore, appendKeys: ignore, resetKeys: ignore };
const secret: unknown = JSON.parse(READ_KEY);
const { client } = clientAt(EXCHANGE_URL, withTicks, [secret], createTablePacer(table, 'read', clock));
const handler = wire({
  ...{
    table,
    headTable: { get: async () => undefined },
    clock: withTicks,
    newId: randomUUID,
    offset: '+08:00',
    readEveryMs: Number(READ_EVERY_MS),
  },
  bus: { publish: async (events) => void told.push(...events) },
  log: { ...log, error: (message, ...detail) => told.push([message, ...detail]) },
  meter: { write: ignore },
  exchange: client,
  objects: openStatementObjects(BUCKET),
});

async function run(): Promise<void> {
  const deadline = now + runMs;
  const context = { getRemainingTimeInMillis: () => deadline - now } as Context;
  const { results } = await handler({}, context);
  const dates = Object.fromEntries(results.map(({ account, date }) => [account, date]));
  const report = { dates, told: told.splice(0), maxRssKb: process.resourceUsage().maxRSS };
  say({ kind: 'done', run: { ...report, tickWaits: tickWaits.splice(0) } });
}

process.on('message', (message: ToFunction) => {
  now = message.now;
  if (message.kind === 'now') woken();
  else void run();
});
