import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/core/clock.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import {
  exchangeVariables,
  fiatVariables,
  openExchange,
  openFiatExchange,
  openFiatTrials,
  openTrials,
} from '../shared/runtime/exchange.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { openPasskeys, passkeyVariables } from '../shared/runtime/passkeys.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment([
  'TABLE_NAME',
  ...passkeyVariables,
  ...busVariables,
  ...exchangeVariables,
  ...fiatVariables,
]);
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
  passkeys: openPasskeys(variables),
  headTable: openTable(variables.DEVICE_HEADS_TABLE_NAME),
  exchange: openExchange(variables, table, log),
  onTrial: openTrials(variables, table, log),
  fiatExchange: openFiatExchange(variables, table, log),
  onFiatTrial: openFiatTrials(variables, table, log),
});
