import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { iso, systemClock } from '../shared/core/clock.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { type ExportDependencies, exportLedger } from './export-ledger.ts';
import { exportLagMetrics } from './export-metrics.ts';
import { openExports } from './exports.ts';
import { openProgressStore } from './progress-store.ts';

const variables = readEnvironment(['TABLE_NAME', 'TABLE_ARN', 'EXPORT_BUCKET_NAME', 'EXPORT_KEY_ARN', ...busVariables]);
const logger = openLogger();
const meter = openMeter(variables);
const dependencies: ExportDependencies = {
  store: openProgressStore(openTable(variables.TABLE_NAME)),
  exports: openExports({
    tableArn: variables.TABLE_ARN,
    bucket: variables.EXPORT_BUCKET_NAME,
    keyArn: variables.EXPORT_KEY_ARN,
  }),
  bus: openObservedBus(variables, logger, meter),
  clock: systemClock,
  newToken: randomUUID,
};

/** Every hour: looks after the export that is under way, and begins the next one once its day is over. */
export const handler = middy(async () => {
  const progress = await exportLedger(dependencies);
  meter.write(exportLagMetrics(progress, systemClock.now()));
  const { exportedUntil, claim } = progress;
  const result = {
    ...(exportedUntil === undefined ? {} : { exportedUntil: iso(exportedUntil) }),
    ...(claim === undefined ? {} : { claim: { ...claim, claimedAt: iso(claim.claimedAt) } }),
  };
  logger.info('exports of the ledger', result);
  return result;
}).use(logContext(logger));
