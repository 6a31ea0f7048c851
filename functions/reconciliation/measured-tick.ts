import { stageDimensions, tickMetrics } from '../shared/core/metric-names.ts';
import { type Policy, sentLimitDefaultsMs } from '../shared/ledger/policy/policy.ts';
import type { Meter, MetricSet } from '../shared/runtime/metrics.ts';
import { backlogMetrics } from './backlog-metrics.ts';
import type { ReconciliationDependencies } from './dependencies.ts';
import { limitUsageMetrics } from './limit-metrics.ts';
import { observeTick } from './observed-tick.ts';
import { orReport } from './or-report.ts';
import { type TickResult, tick } from './tick.ts';

/**
 * A tick, and then the metrics of how everything stands. A tick that fails writes none, which is what its alarm waits
 * for: alarms about money are never switched off by a figure that was made without looking.
 */
export async function measuredTick(
  given: ReconciliationDependencies,
  meter: Meter,
): Promise<Omit<TickResult, 'instructions'>> {
  const observed = observeTick(given);
  const { instructions, ...result } = await tick(observed.dependencies);
  meter.write([backlogMetrics(instructions, await sentLimits(observed.dependencies), given.clock.now())]);
  meter.write(await metricsOrNone(observed.dependencies, 'the pause could not be read', pauseMetrics));
  meter.write(await metricsOrNone(observed.dependencies, 'the use of the limits could not be read', limitUsageMetrics));
  meter.write([observed.metrics()]);
  return result;
}

/** Where the policy cannot be read, what it says by itself: the figures do not wait for it. */
async function sentLimits({ policies, report }: ReconciliationDependencies): Promise<Pick<Policy, 'sentLimitMs'>> {
  const policy = await orReport({ report }, 'the policy could not be read', () => policies.get());
  return policy ?? { sentLimitMs: sentLimitDefaultsMs };
}

async function pauseMetrics({ pauses }: ReconciliationDependencies): Promise<readonly MetricSet[]> {
  const { length: value } = await pauses.get();
  return [{ dimensions: stageDimensions, metrics: [{ name: tickMetrics.paused, unit: 'Count', value }] }];
}

/** Charts must not take the figures with them that alarms rest on. */
async function metricsOrNone(
  dependencies: ReconciliationDependencies,
  what: string,
  read: (dependencies: ReconciliationDependencies) => Promise<readonly MetricSet[]>,
): Promise<readonly MetricSet[]> {
  return (await orReport(dependencies, what, () => read(dependencies))) ?? [];
}
