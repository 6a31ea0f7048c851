import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ExportDependencies, exportLedger } from '../../../functions/ledger-export/export-ledger.ts';
import { openExports } from '../../../functions/ledger-export/exports.ts';
import { openProgressStore } from '../../../functions/ledger-export/progress-store.ts';
import { incrementMs } from '../../../functions/shared/ledger/export-span.ts';
import { openRegistryHeads } from '../../../functions/shared/ledger/passkeys/registry-heads.ts';
import { type ManualClock, manualClock, noon } from '../../support/clock.ts';
import { startWireLedger, type WireLedger } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { type FakeExportsApi, startFakeExportsApi } from './support/fake-exports-api.ts';

/* The real store and client, with table, exports and bus over their wire protocols. Only the time is ours. */
let ledger: WireLedger;
let messaging: TestMessaging;
let exportsApi: FakeExportsApi;
let clock: ManualClock;
let dependencies: ExportDependencies;

const hour = 3_600_000;
const seconds = (time: number) => time / 1_000;
const fullAt = noon - 600_000;
const exportTarget = {
  tableArn: 'arn:aws:dynamodb:ap-east-1:111122223333:table/treasury-test',
  bucket: 'exports',
  keyArn: 'arn:aws:kms:ap-east-1:111122223333:key/ledger',
};

beforeAll(async () => {
  messaging = await startTestMessaging();
});
afterAll(() => messaging.close());
beforeEach(async () => {
  ledger = await startWireLedger();
  exportsApi = await startFakeExportsApi(String(process.env.AWS_ENDPOINT_URL_DYNAMODB));
  clock = manualClock();
  let tokens = 0;
  dependencies = {
    store: openProgressStore(ledger.table),
    exports: openExports(exportTarget),
    bus: messaging.bus,
    registryHeads: openRegistryHeads({ table: ledger.table, headTable: ledger.heads, clock, report: () => undefined }),
    clock,
    newToken: () => {
      tokens += 1;
      return `token-${tokens}`;
    },
  };
  messaging.events.length = 0;
});
afterEach(async () => {
  messaging.setAway(false);
  await Promise.all([exportsApi.close(), ledger.close()]);
});

const run = () => exportLedger(dependencies);
/** One run an hour, each export complete when the next run comes. */
async function runHourly(hours: number): Promise<void> {
  for (let each = 0; each < hours; each += 1) {
    clock.advance(hour);
    await run();
    exportsApi.end('COMPLETED');
  }
}
/** The whole table is exported, and the first day after it is over. */
async function dayAfterFull(): Promise<void> {
  await run();
  exportsApi.end('COMPLETED');
  clock.advance(incrementMs);
}
const spans = () =>
  exportsApi.recorded.map(({ request: { ExportTime, IncrementalExportSpecification: times } }) =>
    times === undefined ? ExportTime : Object.values(times as object).slice(0, 2),
  );

describe('the exports', () => {
  test('begin with the whole table, encrypted with the ledger’s key', async () => {
    await run();
    expect(exportsApi.requests).toEqual([
      {
        TableArn: exportTarget.tableArn,
        ClientToken: 'token-1',
        S3Bucket: 'exports',
        S3Prefix: 'ledger/20261120T095000Z-full',
        S3SseAlgorithm: 'KMS',
        S3SseKmsKeyId: exportTarget.keyArn,
        ExportFormat: 'DYNAMODB_JSON',
        ExportType: 'FULL_EXPORT',
        ExportTime: seconds(fullAt),
      },
    ]);
  });

  test('go on with each day once it is over, with the state before and after', async () => {
    await dayAfterFull();
    expect(await run()).toMatchObject({ exportedUntil: fullAt });
    expect(exportsApi.requests.at(-1)).toMatchObject({
      ExportType: 'INCREMENTAL_EXPORT',
      S3Prefix: 'ledger/20261120T095000Z-20261121T095000Z',
      IncrementalExportSpecification: {
        ExportFromTime: seconds(fullAt),
        ExportToTime: seconds(fullAt + incrementMs),
        ExportViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    exportsApi.end('COMPLETED');
    expect(await run()).toEqual({ exportedUntil: fullAt + incrementMs });
  });

  test('ask for nothing while a day lasts, or while an export is under way', async () => {
    await run();
    await run();
    exportsApi.end('COMPLETED');
    clock.advance(23 * hour);
    await run();
    expect(exportsApi.requests).toHaveLength(1);
  });

  test('catch up with missed days, one after the other, without a gap', async () => {
    await dayAfterFull();
    clock.advance(4 * incrementMs);
    await runHourly(8);
    const day = (number: number) => seconds(fullAt + number * incrementMs);
    expect(spans()).toEqual([day(0), ...[0, 1, 2, 3, 4].map((number) => [day(number), day(number + 1)])]);
    expect(messaging.events).toEqual([]);
  });
});

describe('a request whose answer is lost', () => {
  test('is made again with the same token, and is one export', async () => {
    exportsApi.fault = 'answer-lost';
    await expect(run()).rejects.toMatchObject({ code: 'export-unavailable' });
    exportsApi.fault = undefined;
    clock.advance(hour);
    await run();
    expect(exportsApi.recorded).toHaveLength(1);
    expect(new Set(exportsApi.requests.map(({ ClientToken }) => ClientToken))).toEqual(new Set(['token-1']));
  });

  test('gets a new token once DynamoDB may have forgotten the old one, and people are told', async () => {
    await dayAfterFull();
    exportsApi.fault = { refused: 'AccessDeniedException' };
    await expect(run()).rejects.toMatchObject({ code: 'export-unavailable' });
    exportsApi.fault = undefined;
    clock.advance(8 * hour);
    await run();
    await run();
    expect(messaging.events.map(({ detail }) => detail.reason)).toEqual(['not-taken', 'not-started']);
    const [first, second] = exportsApi.requests.slice(-2);
    expect(second?.ClientToken).not.toBe(first?.ClientToken);
    expect(second?.IncrementalExportSpecification).toEqual(first?.IncrementalExportSpecification);
  });
});

test('two runs at the same time have one export made', async () => {
  await Promise.all([run(), run(), run()]);
  expect(exportsApi.recorded).toHaveLength(1);
  exportsApi.end('COMPLETED');
  clock.advance(incrementMs);
  await Promise.all([run(), run(), run()]);
  expect(exportsApi.recorded).toHaveLength(2);
  expect(messaging.events).toEqual([]);
});

describe('an export that failed', () => {
  beforeEach(async () => {
    await dayAfterFull();
    await run();
    exportsApi.end('FAILED');
  });

  test('is told with what DynamoDB says, and made again for the same day', async () => {
    await run();
    expect(messaging.events).toEqual([
      {
        type: 'ExportFailed',
        detail: {
          reason: 'failed',
          span: { kind: 'increment', from: '2026-11-20T09:50:00.000Z', to: '2026-11-21T09:50:00.000Z' },
          tries: 1,
          exportArn: `${exportTarget.tableArn}/export/2`,
          code: 'S3AccessDenied',
          message: 'no right to write',
        },
      },
    ]);
    clock.advance(hour);
    await run();
    const [failed, again] = exportsApi.recorded.slice(-2).map(({ request }) => request);
    expect(again?.IncrementalExportSpecification).toEqual(failed?.IncrementalExportSpecification);
    expect(again?.ClientToken).not.toBe(failed?.ClientToken);
  });

  test('is told later where the bus is away, and not made again before', async () => {
    messaging.setAway(true);
    await expect(run()).rejects.toMatchObject({ code: 'bus-unavailable' });
    expect(exportsApi.recorded).toHaveLength(2);
    messaging.setAway(false);
    await run();
    expect(messaging.events).toHaveLength(1);
  });

  test('is one that DynamoDB knows no longer, too', async () => {
    exportsApi.recorded.length = 0;
    await run();
    expect(messaging.events).toMatchObject([{ detail: { reason: 'failed', code: 'ExportNotFound' } }]);
  });
});

describe('where point-in-time recovery does not reach', () => {
  const outOfReach = { refused: 'InvalidExportTimeException' };

  test('a lost day alarms, and the whole table is exported anew', async () => {
    await dayAfterFull();
    exportsApi.fault = outOfReach;
    await run();
    expect(messaging.events).toMatchObject([{ type: 'ExportFailed', detail: { reason: 'out-of-reach' } }]);
    exportsApi.fault = undefined;
    clock.advance(hour);
    await run();
    expect(exportsApi.recorded.at(-1)?.request).toMatchObject({ ExportType: 'FULL_EXPORT' });
    exportsApi.end('COMPLETED');
    expect(await run()).toEqual({ exportedUntil: noon + incrementMs });
  });

  test('a table that has just been made is no alarm, and is exported in the next hour, as it stood after that', async () => {
    exportsApi.fault = outOfReach;
    await run();
    expect(messaging.events).toEqual([]);
    exportsApi.fault = undefined;
    clock.advance(hour);
    await run();
    expect(exportsApi.recorded[0]?.request.ExportTime).toBe(seconds(noon));
  });
});

describe('the head of the registry of devices', () => {
  const heads = async () =>
    (await ledger.dump())
      .filter(({ pk }) => String(pk).startsWith('registry-head#'))
      .map(({ at }) => at)
      .toSorted();

  test('is kept once for each export, before it is claimed', async () => {
    await dayAfterFull();
    await run();
    await run();
    expect(await heads()).toEqual([noon, noon + incrementMs]);
  });

  test('keeps no day from being exported where it cannot be read', async () => {
    await ledger.heads.put({ pk: 'directory', version: 1, rows: 'none' });
    await run();
    expect(await heads()).toEqual([]);
    expect(exportsApi.requests).toHaveLength(1);
  });
});

test('an item that somebody else wrote stops it', async () => {
  await ledger.table.put({ pk: 'ledger-export', version: 3, exportedUntil: 'yesterday' });
  await expect(run()).rejects.toMatchObject({ code: 'item-corrupt' });
  expect(exportsApi.requests).toEqual([]);
});
