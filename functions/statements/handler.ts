import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/core/clock.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange } from '../shared/runtime/exchange.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { openStatementObjects } from './statement-objects.ts';
import { wire } from './wiring.ts';

const statementVariables = ['STATEMENT_BUCKET_NAME', 'STATEMENT_OFFSET', 'STATEMENT_READ_EVERY_MS'] as const;
const variables = readEnvironment([
  'TABLE_NAME',
  'DEVICE_HEADS_TABLE_NAME',
  ...statementVariables,
  ...busVariables,
  ...exchangeVariables,
]);
const log = openLogger();
const meter = openMeter(variables);
const table = openTable(variables.TABLE_NAME);

export const handler = wire({
  table,
  headTable: openTable(variables.DEVICE_HEADS_TABLE_NAME),
  bus: openObservedBus(variables, log, meter),
  clock: systemClock,
  log,
  meter,
  newId: randomUUID,
  exchange: openExchange(variables, table, log),
  objects: openStatementObjects(variables.STATEMENT_BUCKET_NAME),
  offset: variables.STATEMENT_OFFSET,
  readEveryMs: Number(variables.STATEMENT_READ_EVERY_MS),
});
