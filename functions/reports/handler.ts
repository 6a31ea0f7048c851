import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/core/clock.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { openPasskeys, passkeyVariables } from '../shared/runtime/passkeys.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment(['TABLE_NAME', ...passkeyVariables, ...busVariables]);
const log = openLogger();

export const handler = wire({
  table: openTable(variables.TABLE_NAME),
  bus: openObservedBus(variables, log),
  clock: systemClock,
  log,
  newId: randomUUID,
  passkeys: openPasskeys(variables),
});
