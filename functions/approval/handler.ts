import { randomUUID } from 'node:crypto';
import { systemClock } from '../shared/core/clock.ts';
import { openQueue } from '../shared/ledger/messaging/queue.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { openPasskeys, passkeyVariables } from '../shared/runtime/passkeys.ts';
import { wire } from './wiring.ts';

const variables = readEnvironment(['TABLE_NAME', ...passkeyVariables, ...busVariables, 'RELEASE_QUEUE_URL']);
const log = openLogger();
const meter = openMeter(variables);

export const handler = wire({
  table: openTable(variables.TABLE_NAME),
  bus: openObservedBus(variables, log, meter),
  clock: systemClock,
  log,
  meter,
  newId: randomUUID,
  passkeys: openPasskeys(variables),
  releases: openQueue(variables.RELEASE_QUEUE_URL),
});
