import type { Millis } from '../shared/core/clock.ts';
import { stageDimensions, tickMetrics } from '../shared/core/metric-names.ts';
import { CorruptItemError } from '../shared/ledger/store/errors.ts';
import type { MetricDatum, MetricSet } from '../shared/runtime/metrics.ts';
import type { ReconciliationDependencies } from './dependencies.ts';

/** The same dependencies, watched: what a tick reported, and how the exchange served it. */
export interface ObservedTick {
  readonly dependencies: ReconciliationDependencies;
  metrics(): MetricSet;
}

export function observeTick(given: ReconciliationDependencies): ObservedTick {
  const { clock } = given;
  let reports = 0;
  let failures = 0;
  const unreadable = new Set<string>();
  const times: Millis[] = [];
  const timed = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    const began = clock.now();
    try {
      return await call();
    } catch (error) {
      failures += 1;
      throw error;
    } finally {
      times.push(clock.now() - began);
    }
  };
  const dependencies: ReconciliationDependencies = {
    ...given,
    report: (what, detail) => {
      reports += 1;
      if (detail.error instanceof CorruptItemError) unreadable.add(detail.error.key);
      given.report(what, detail);
    },
    exchange: {
      exchangeTime: () => timed(() => given.exchange.exchangeTime()),
      read: (endpoint, input) => timed(() => given.exchange.read(endpoint, input)),
    },
  };
  const readMetrics = (): MetricSet => {
    const count = (name: string, value: number): MetricDatum => ({ name, unit: 'Count', value });
    const slowest = { name: tickMetrics.exchangeSlowestMs, unit: 'Milliseconds', value: Math.max(...times) } as const;
    const metrics = [
      count(tickMetrics.ran, 1),
      count(tickMetrics.reports, reports),
      count(tickMetrics.unreadableItems, unreadable.size),
      count(tickMetrics.exchangeCalls, times.length),
      count(tickMetrics.exchangeFailures, failures),
    ];
    return { dimensions: stageDimensions, metrics: times.length === 0 ? metrics : [...metrics, slowest] };
  };
  return { dependencies, metrics: readMetrics };
}
