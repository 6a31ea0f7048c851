import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { accountId } from '../../../functions/shared/core/ids.ts';
import { openStatementStore } from '../../../functions/shared/ledger/store/statements.ts';
import { openStatementObjects, type StatementObjects } from '../../../functions/statements/statement-objects.ts';
import { wire } from '../../../functions/statements/wiring.ts';
import { startMessaging } from '../../../infra/local/aws/services/messaging.ts';
import { putOnce } from '../../../infra/local/aws/services/put-once.ts';
import { startExchange } from '../../../infra/local/exchange-simulator/server.ts';
import { manualClock } from '../../support/clock.ts';
import { clientAt } from '../../support/exchange-client.ts';
import { policyWith } from '../../support/instructions.ts';
import { startLedger } from '../../support/ledger.ts';
import { startTestMessaging } from '../../support/messaging.ts';
import { testPolicyStore } from '../../support/policy.ts';

export const bucket = 'statements-test';
export const hour = 3_600_000;
export const day = 24 * hour;
/** 2026-11-20T00:00:00+08:00: a day of the exchange begins. */
export const midnight = Date.UTC(2026, 10, 19, 16);

/**
 * The function as it is wired, with the exchange simulator, the table, the bus and the bucket over their wire protocols.
 * Only the clock is ours.
 */
export async function startStatements(only?: readonly string[]) {
  const clock = manualClock(midnight + hour);
  const [ledger, heads, messaging, exchange, buckets] = await Promise.all([
    startLedger(),
    startLedger(),
    startTestMessaging(),
    startExchange({ clock }),
    startMessaging('ap-east-1', putOnce),
  ]);
  process.env.AWS_ENDPOINT_URL_S3 = buckets.url;
  await buckets.s3Put(bucket);
  const accounts = Object.fromEntries(
    Object.entries(exchange.accounts).flatMap(([name, id]) =>
      only === undefined || only.includes(name) ? [[name, accountId(id)]] : [],
    ),
  );
  const policies = testPolicyStore(ledger.table, clock);
  await policies.put({ ...policyWith(), accounts, sweeps: [] });
  const client = clientAt(exchange.url, clock, [exchange.keys.read]);
  const reports: unknown[] = [];
  const figures: unknown[] = [];
  const ignore = () => undefined;
  const log = { info: ignore, warn: ignore, addContext: ignore, appendKeys: ignore, resetKeys: ignore };
  let objects: StatementObjects = openStatementObjects(bucket);
  const call = async (event: object, minutes = 15) => {
    const deadline = clock.now() + minutes * 60_000;
    const handler = wire({
      ...{
        table: ledger.table,
        headTable: heads.table,
        bus: messaging.bus,
        clock,
        newId: randomUUID,
        offset: '+08:00',
        readEveryMs: 3_000,
      },
      log: { ...log, error: (message, ...detail) => reports.push([message, ...detail]) },
      meter: { write: (sets) => figures.push(...sets) },
      exchange: client.client,
      objects,
    });
    const context = { getRemainingTimeInMillis: () => deadline - clock.now() } as Context;
    return handler(event, context);
  };
  return {
    clock,
    exchange,
    accounts,
    run: (minutes?: number) => call({}, minutes),
    call,
    reports,
    figures,
    table: ledger.table,
    heads: heads.table,
    events: messaging.events,
    store: openStatementStore(ledger.table),
    get objects() {
      return objects;
    },
    replaceObjects: (other: StatementObjects) => {
      objects = other;
    },
    /** To the hour after the next day of the exchange began, when the one before can be made. */
    endDay: () => {
      const today = Math.floor((clock.now() - midnight) / day);
      clock.advance(midnight + (today + 1) * day + 3 * hour - clock.now());
    },
    close: async () => {
      await Promise.all([
        client.transport.close(),
        exchange.close(),
        ledger.close(),
        heads.close(),
        messaging.close(),
        buckets.close(),
      ]);
    },
  };
}

export type StatementFixture = Awaited<ReturnType<typeof startStatements>>;
