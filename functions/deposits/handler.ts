import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/core/clock.ts';
import { openQueue } from '../shared/ledger/messaging/queue.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange } from '../shared/runtime/exchange.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment(['TABLE_NAME', ...busVariables, ...exchangeVariables, 'SWEEP_QUEUE_URL']);
const log = openLogger();
const meter = openMeter(variables);
const table = openTable(variables.TABLE_NAME);

export const handler = wire({
  table,
  bus: openObservedBus(variables, log, meter),
  clock: systemClock,
  log,
  meter,
  newId: randomUUID,
  exchange: openExchange(variables, table, log),
  sweeps: openQueue(variables.SWEEP_QUEUE_URL),
});
