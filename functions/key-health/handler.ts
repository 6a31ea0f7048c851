import { systemClock } from '../shared/core/clock.ts';
import { openOwnerCalls } from '../shared/key-health/ask-owner.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { parseKeyOwners } from './key-owners.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment(['TABLE_NAME', 'KEY_OWNERS', ...busVariables]);
const log = openLogger();
const meter = openMeter(variables);

export const handler = wire({
  table: openTable(variables.TABLE_NAME),
  bus: openObservedBus(variables, log, meter),
  clock: systemClock,
  log,
  meter,
  owners: parseKeyOwners(variables.KEY_OWNERS),
  ask: openOwnerCalls(),
});
