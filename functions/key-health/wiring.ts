import middy from '@middy/core';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { logContext } from '../shared/runtime/log-context.ts';
import { loggedError } from '../shared/runtime/logger.ts';
import { middyOptions } from '../shared/runtime/middy-options.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { checkKeys, type KeyHealthDependencies } from './check-keys.ts';
import { healthEvents, keyHealthDetail } from './health-events.ts';
import { keyHealthMetrics } from './health-metrics.ts';

export interface KeyHealthPorts extends Pick<Ports, 'table' | 'bus' | 'clock' | 'log' | 'meter'> {
  readonly owners: KeyHealthDependencies['owners'];
  readonly ask: KeyHealthDependencies['ask'];
}

/** The daily check of every key, or a direct call by a person, with any event. */
export function wire({ table, bus, clock, log, meter, owners, ask }: KeyHealthPorts) {
  const dependencies: KeyHealthDependencies = {
    owners,
    ask,
    policies: openPolicyStore(table, clock),
    clock,
    report: (what, error) => log.error(what, { error: loggedError(error) }),
  };
  return middy(async () => {
    const healths = await checkKeys(dependencies);
    // Before the events: a bus that is away must not take the figures with it.
    meter.write(keyHealthMetrics(healths));
    for (const { key, verdict, findings } of healths) log.info('key health', { key, verdict, findings });
    await bus.publish(healths.flatMap(healthEvents));
    return healths.map(keyHealthDetail);
  }, middyOptions).use(logContext(log));
}
