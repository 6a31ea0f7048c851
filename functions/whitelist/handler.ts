import { systemClock } from '../shared/core/clock.ts';
import { openDeviceHeads } from '../shared/ledger/passkeys/device-heads.ts';
import { readPasskeySettings } from '../shared/ledger/passkeys/passkey-settings.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange } from '../shared/runtime/exchange.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment([
  'TABLE_NAME',
  'HEADS_TABLE_NAME',
  'PASSKEYS',
  ...busVariables,
  ...exchangeVariables,
]);
const log = openLogger();
const table = openTable(variables.TABLE_NAME);

export const handler = wire({
  table,
  bus: openObservedBus(variables, log),
  clock: systemClock,
  log,
  exchange: openExchange(variables, table, log),
  environment: variables.EXCHANGE_ENVIRONMENT,
  heads: openDeviceHeads(openTable(variables.HEADS_TABLE_NAME)),
  passkeys: readPasskeySettings(variables.PASSKEYS),
});
