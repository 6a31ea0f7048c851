import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/core/clock.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { openExports } from './exports.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment([
  'TABLE_NAME',
  'TABLE_ARN',
  'DEVICE_HEADS_TABLE_NAME',
  'EXPORT_BUCKET_NAME',
  'EXPORT_KEY_ARN',
  ...busVariables,
]);
const log = openLogger();
const meter = openMeter(variables);

export const handler = wire({
  table: openTable(variables.TABLE_NAME),
  headTable: openTable(variables.DEVICE_HEADS_TABLE_NAME),
  bus: openObservedBus(variables, log, meter),
  clock: systemClock,
  log,
  meter,
  newId: randomUUID,
  exports: openExports({
    tableArn: variables.TABLE_ARN,
    bucket: variables.EXPORT_BUCKET_NAME,
    keyArn: variables.EXPORT_KEY_ARN,
  }),
});
