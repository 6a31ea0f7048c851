import { systemClock } from '../shared/core/clock.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange, openTrials } from '../shared/runtime/exchange.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { openPasskeys, passkeyVariables } from '../shared/runtime/passkeys.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment(['TABLE_NAME', ...passkeyVariables, ...busVariables, ...exchangeVariables]);
const log = openLogger();
const table = openTable(variables.TABLE_NAME);

export const handler = wire({
  table,
  bus: openObservedBus(variables, log),
  clock: systemClock,
  log,
  exchange: openExchange(variables, table, log),
  onTrial: openTrials(variables, table, log),
  passkeys: openPasskeys(variables),
});
