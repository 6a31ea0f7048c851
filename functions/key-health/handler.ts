import middy from '@middy/core';
import { systemClock } from '../shared/core/clock.ts';
import { openOwnerCalls } from '../shared/key-health/ask-owner.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { openTable } from '../shared/ledger/store/table.ts';
import { readEnvironment } from '../shared/runtime/environment.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { loggedError, openLogger } from '../shared/runtime/logger.ts';
import { openMeter } from '../shared/runtime/metrics.ts';
import { busVariables, openObservedBus } from '../shared/runtime/observed-bus.ts';
import { checkKeys, type KeyHealthDependencies } from './check-keys.ts';
import { healthEvents, keyHealthDetail } from './health-events.ts';
import { keyHealthMetrics } from './health-metrics.ts';
import { parseKeyOwners } from './key-owners.ts';

const variables = readEnvironment(['TABLE_NAME', 'KEY_OWNERS', ...busVariables]);
const logger = openLogger();
const meter = openMeter(variables);
const bus = openObservedBus(variables, logger, meter);
const dependencies: KeyHealthDependencies = {
  owners: parseKeyOwners(variables.KEY_OWNERS),
  ask: openOwnerCalls(),
  policies: openPolicyStore(openTable(variables.TABLE_NAME), systemClock),
  clock: systemClock,
  report: (what, error) => logger.error(what, { error: loggedError(error) }),
};

/** The daily check of every key, or a direct call by a person, with any event. */
export const handler = middy(async () => {
  const healths = await checkKeys(dependencies);
  // Before the events: a bus that is away must not take the figures with it.
  meter.write(keyHealthMetrics(healths));
  for (const { key, verdict, findings } of healths) logger.info('key health', { key, verdict, findings });
  await bus.publish(healths.flatMap(healthEvents));
  return healths.map(keyHealthDetail);
}).use(logContext(logger));
