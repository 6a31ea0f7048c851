import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { headTableName, startWireLedger, type TestLedger, tableName } from '../../support/ledger.ts';
import { startTestMessaging, type TestMessaging } from '../../support/messaging.ts';
import { type FakeExportsApi, startFakeExportsApi } from './support/fake-exports-api.ts';

/* The function as it is deployed, with table, exports and bus over their wire protocols. */
let ledger: TestLedger;
let messaging: TestMessaging;
let exportsApi: FakeExportsApi;
let handler: typeof import('../../../functions/ledger-export/handler.ts').handler;
const stdout = jest.spyOn(process.stdout, 'write');

beforeAll(async () => {
  [ledger, messaging] = await Promise.all([startWireLedger(), startTestMessaging()]);
  exportsApi = await startFakeExportsApi(String(process.env.AWS_ENDPOINT_URL_DYNAMODB));
  Object.assign(process.env, {
    TABLE_NAME: tableName,
    DEVICE_HEADS_TABLE_NAME: headTableName,
    TABLE_ARN: `arn:aws:dynamodb:ap-east-1:111122223333:table/${tableName}`,
    EVENT_BUS_NAME: 'treasury-test',
    EXPORT_BUCKET_NAME: 'exports',
    EXPORT_KEY_ARN: 'arn:aws:kms:ap-east-1:111122223333:key/ledger',
    POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-test',
    POWERTOOLS_SERVICE_NAME: 'ledger-export',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  ({ handler } = await import('../../../functions/ledger-export/handler.ts'));
});
afterAll(async () => {
  stdout.mockRestore();
  await Promise.all([exportsApi.close(), ledger.close(), messaging.close()]);
});

test('a call answers how far the exports are, and writes down how far behind', async () => {
  stdout.mockReturnValue(true);
  const call = () => handler({ scheduledTime: '2026-11-20T01:00:00Z' }, {} as Context);
  expect(await call()).toMatchObject({ claim: { span: { kind: 'full' }, exportArn: exportsApi.recorded[0]?.arn } });
  expect(stdout).not.toHaveBeenCalled();
  exportsApi.end('COMPLETED');
  expect(await call()).toEqual({ exportedUntil: expect.any(String) });
  const [line] = stdout.mock.calls.map(([text]) => JSON.parse(String(text)));
  expect(line).toMatchObject({ _aws: { CloudWatchMetrics: [{ Namespace: 'hashkey-treasury-test' }] } });
  expect(line.ExportHoursBehind).toBeGreaterThan(0);
  expect(line.ExportHoursBehind).toBeLessThan(1);
});
