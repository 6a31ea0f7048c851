import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { openQueue } from '../ledger/outbox/queue.ts';
import { openBans } from '../ledger/store/bans.ts';
import { openInstructionStore } from '../ledger/store/instruction-store.ts';
import { openMovementScans } from '../ledger/store/movement-scans.ts';
import { openPauses } from '../ledger/store/pauses.ts';
import { openPolicyKeeper } from '../ledger/store/policy-keeper.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openReservations } from '../ledger/store/reservations.ts';
import { openTable } from '../ledger/store/table.ts';
import { claimTick } from '../ledger/store/tick-starts.ts';
import { openWhitelist } from '../ledger/store/whitelist.ts';
import { countingEnds } from '../runtime/end-metrics.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { exchangeVariables, openExchange, openTrials } from '../runtime/exchange.ts';
import { answersKeyChecks } from '../runtime/key-check/answers-key-checks.ts';
import { logContext } from '../runtime/log-context.ts';
import { loggedError, openLogger } from '../runtime/logger.ts';
import { openMeter } from '../runtime/metrics.ts';
import { busVariables, openObservedBus } from '../runtime/observed-bus.ts';
import { measuredTick } from './measured-tick.ts';
import type { ReconciliationParts } from './parts.ts';

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
const parts: ReconciliationParts = {
  exchange: openExchange(variables, table, logger),
  instructions: countingEnds(openInstructionStore(table, randomUUID), meter),
  policies: openPolicyStore(table, systemClock),
  policyKeeper: openPolicyKeeper(table, systemClock),
  pauses: openPauses(table),
  whitelist: openWhitelist(table),
  reservations: openReservations(table),
  scans: openMovementScans(table),
  bans: openBans(table, 'read'),
  bus: openObservedBus(variables, logger, meter),
  sweeps: openQueue(variables.SWEEP_QUEUE_URL),
  releases: openQueue(variables.RELEASE_QUEUE_URL),
  clock: systemClock,
  report: (what, { error, ...detail }) =>
    logger.error(what, { ...detail, ...(error === undefined ? {} : { error: loggedError(error) }) }),
};

const keyChecks = answersKeyChecks(
  { table, clock: systemClock, logger },
  { read: { inForce: () => parts.exchange, onTrial: openTrials(variables, table, logger) } },
);

/** The tick: every minute, and as soon as an outcome is unknown. */
export const handler = middy(async (event: unknown) => {
  const isAskedFor = typeof event === 'object' && event !== null && 'detail-type' in event;
  if (isAskedFor && !(await claimTick(table, systemClock.now()))) return undefined;
  const result = await measuredTick(parts, meter);
  logger.info('tick', { ...result });
  return result;
})
  .use(logContext(logger))
  .use(keyChecks);
