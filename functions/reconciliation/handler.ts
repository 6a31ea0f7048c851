import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../shared/core/clock.ts';
import { keyCheckMiddleware } from '../shared/key-health/key-check-middleware.ts';
import { openQueue } from '../shared/ledger/messaging/queue.ts';
import { openBans } from '../shared/ledger/store/bans.ts';
import { openInstructionStore } from '../shared/ledger/store/instruction-store.ts';
import { openKnownOrders } from '../shared/ledger/store/known-orders.ts';
import { openMovementScans } from '../shared/ledger/store/movement-scans.ts';
import { openPauses } from '../shared/ledger/store/pauses.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openPolicyWriter } from '../shared/ledger/store/policy-writer.ts';
import { openReservations } from '../shared/ledger/store/reservations.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { claimTick } from '../shared/ledger/store/tick-starts.ts';
import { openWhitelist } from '../shared/ledger/store/whitelist.ts';
import { withEndMetrics } from '../shared/runtime/end-metrics.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { exchangeVariables, openExchange, openTrials } from '../shared/runtime/exchange.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { loggedError, openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { measuredTick } from './measured-tick.ts';

const variables = readEnvironment([
  'TABLE_NAME',
  ...busVariables,
  ...exchangeVariables,
  'SWEEP_QUEUE_URL',
  'RELEASE_QUEUE_URL',
]);
const logger = openLogger();
const meter = openMeter(variables);
const table = openTable(variables.TABLE_NAME);
const dependencies: ReconciliationDependencies = {
  exchange: openExchange(variables, table, logger),
  instructions: withEndMetrics(openInstructionStore(table, randomUUID), meter),
  policies: openPolicyStore(table, systemClock),
  policyWriter: openPolicyWriter(table, systemClock),
  pauses: openPauses(table),
  whitelist: openWhitelist(table),
  reservations: openReservations(table),
  scans: openMovementScans(table),
  knownOrders: openKnownOrders(table),
  bans: openBans(table, 'read'),
  bus: openObservedBus(variables, logger, meter),
  sweeps: openQueue(variables.SWEEP_QUEUE_URL),
  releases: openQueue(variables.RELEASE_QUEUE_URL),
  clock: systemClock,
  report: (what, { error, ...detail }) =>
    logger.error(what, { ...detail, ...(error === undefined ? {} : { error: loggedError(error) }) }),
};

const keyChecks = keyCheckMiddleware(
  { table, clock: systemClock, logger },
  { read: { inForce: () => dependencies.exchange, onTrial: openTrials(variables, table, logger) } },
);

/** The tick: every minute, and as soon as an outcome is unknown. */
export const handler = middy(async (event: unknown) => {
  const isAskedFor = typeof event === 'object' && event !== null && 'detail-type' in event;
  if (isAskedFor && !(await claimTick(table, systemClock.now()))) return undefined;
  const result = await measuredTick(dependencies, meter);
  logger.info('tick', { ...result });
  return result;
})
  .use(logContext(logger))
  .use(keyChecks);
