import { openKeyHealths } from '../shared/key-health/key-health-store.ts';
import { openPolicyStore } from '../shared/ledger/store/policy-store.ts';
import { lambdaHandler } from '../shared/runtime/lambda-handler.ts';
import { orReport } from '../shared/runtime/or-report.ts';
import type { Ports } from '../shared/runtime/ports.ts';
import { reportTo } from '../shared/runtime/report.ts';
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
    report: reportTo(log),
  };
  const kept = openKeyHealths(table);
  return lambdaHandler(log, async () => {
    const healths = await checkKeys(dependencies);
    // Before the events: a bus that is away must not take the figures with it.
    meter.write(keyHealthMetrics(healths));
    for (const { key, verdict, findings } of healths) log.info('key health', { key, verdict, findings });
    const note = () => Promise.all(healths.map((health) => kept.note(health)));
    await orReport(dependencies, 'what the check came to could not be kept', note);
    await bus.publish(healths.flatMap(healthEvents));
    return healths.map(keyHealthDetail);
  });
}
