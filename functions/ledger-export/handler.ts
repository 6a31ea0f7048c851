import { randomUUID } from 'node:crypto';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import { iso, systemClock } from '../base/clock.ts';
import { exportMetrics } from '../base/metric-names.ts';
import { openBus } from '../ledger/outbox/bus.ts';
import { openTable } from '../ledger/store/table.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { openLogger } from '../runtime/logger.ts';
import { type ExportParts, exportLedger } from './export-ledger.ts';
import { openExports } from './exports.ts';
import { openProgressStore } from './progress-store.ts';

const variables = readEnvironment([
  'TABLE_NAME',
  'TABLE_ARN',
  'EVENT_BUS_NAME',
  'EXPORT_BUCKET_NAME',
  'EXPORT_KEY_ARN',
  'POWERTOOLS_METRICS_NAMESPACE',
]);
const logger = openLogger();
const metrics = new Metrics({ namespace: variables.POWERTOOLS_METRICS_NAMESPACE });
const parts: ExportParts = {
  store: openProgressStore(openTable(variables.TABLE_NAME)),
  exports: openExports({
    tableArn: variables.TABLE_ARN,
    bucket: variables.EXPORT_BUCKET_NAME,
    keyArn: variables.EXPORT_KEY_ARN,
  }),
  bus: openBus(variables.EVENT_BUS_NAME),
  clock: systemClock,
  newToken: randomUUID,
};

const hourMs = 3_600_000;

/** Every hour: looks after the export that is under way, and begins the next one once its day is over. */
export const handler = middy(async () => {
  const { exportedUntil, claim } = await exportLedger(parts);
  if (exportedUntil !== undefined) {
    metrics.addMetric(exportMetrics.hoursBehind, MetricUnit.Count, (systemClock.now() - exportedUntil) / hourMs);
    metrics.publishStoredMetrics();
  }
  const result = {
    ...(exportedUntil === undefined ? {} : { exportedUntil: iso(exportedUntil) }),
    ...(claim === undefined ? {} : { claim: { ...claim, claimedAt: iso(claim.claimedAt) } }),
  };
  logger.info('exports of the ledger', result);
  return result;
});
