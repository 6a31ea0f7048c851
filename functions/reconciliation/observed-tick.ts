import type { Millis } from '../shared/core/clock.ts';
import { houseSeries, tickMetrics } from '../shared/core/metric-names.ts';
import type { Figures, Measure } from '../shared/runtime/metrics.ts';
import type { ReconciliationParts } from './dependencies.ts';

/** The same parts, watched: what a tick reported, and how the exchange served it. */
export interface ObservedTick {
  readonly parts: ReconciliationParts;
  figures(): Figures;
}

export function observeTick(given: ReconciliationParts): ObservedTick {
  const { clock } = given;
  let reports = 0;
  let failures = 0;
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
  const parts: ReconciliationParts = {
    ...given,
    report: (what, detail) => {
      reports += 1;
      given.report(what, detail);
    },
    exchange: {
      exchangeTime: () => timed(() => given.exchange.exchangeTime()),
      read: (endpoint, input) => timed(() => given.exchange.read(endpoint, input)),
    },
  };
  const figures = (): Figures => {
    const count = (name: string, value: number): Measure => ({ name, unit: 'Count', value });
    const slowest = { name: tickMetrics.exchangeSlowestMs, unit: 'Milliseconds', value: Math.max(...times) } as const;
    const measures = [
      count(tickMetrics.ran, 1),
      count(tickMetrics.reports, reports),
      count(tickMetrics.exchangeCalls, times.length),
      count(tickMetrics.exchangeFailures, failures),
    ];
    return { dimensions: houseSeries, measures: times.length === 0 ? measures : [...measures, slowest] };
  };
  return { parts, figures };
}
