import { Metrics } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import { systemClock } from '../base/clock.ts';
import { openBus } from '../ledger/outbox/bus.ts';
import { openPolicyStore } from '../ledger/store/policy-store.ts';
import { openTable } from '../ledger/store/table.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { loggedError, openLogger } from '../runtime/logger.ts';
import { openOwners } from './ask-owner.ts';
import { checkKeys, type KeyHealthParts } from './check-keys.ts';
import { detailOf, healthEvents } from './health-events.ts';
import { writeMetrics } from './health-metrics.ts';
import { parseKeyOwners } from './key-owners.ts';

const variables = readEnvironment(['TABLE_NAME', 'EVENT_BUS_NAME', 'KEY_OWNERS', 'POWERTOOLS_METRICS_NAMESPACE']);
const logger = openLogger();
const metrics = new Metrics({ namespace: variables.POWERTOOLS_METRICS_NAMESPACE });
const bus = openBus(variables.EVENT_BUS_NAME);
const parts: KeyHealthParts = {
  owners: parseKeyOwners(variables.KEY_OWNERS),
  ask: openOwners(),
  policies: openPolicyStore(openTable(variables.TABLE_NAME), systemClock),
  clock: systemClock,
  report: (what, error) => logger.error(what, { error: loggedError(error) }),
};

/** The daily check of every key, or a direct call by a person, with any event. */
export const handler = middy(async () => {
  const healths = await checkKeys(parts);
  // Before the events: a bus that is away must not take the figures with it.
  writeMetrics(metrics, healths);
  for (const { key, verdict, findings } of healths) logger.info('key health', { key, verdict, findings });
  await bus.publish(healths.flatMap(healthEvents));
  return healths.map(detailOf);
});
