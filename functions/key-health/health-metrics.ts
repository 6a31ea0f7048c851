import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { keyMetrics } from '../base/metric-names.ts';
import type { KeyHealth } from './judge.ts';
import { idleDays } from './judge-use.ts';

export interface Measure {
  readonly name: string;
  readonly unit: (typeof MetricUnit)[keyof typeof MetricUnit];
  readonly value: number;
}

/** Pure: the figures of one key. What is not known has none, so that a chart does not show a zero instead. */
export function measuresOf({ verdict, check }: KeyHealth): readonly Measure[] {
  const measures: Measure[] = [];
  if (verdict !== 'unused') {
    measures.push({ name: keyMetrics.works, unit: MetricUnit.Count, value: check?.kind === 'works' ? 1 : 0 });
  }
  const days = check === undefined ? undefined : idleDays(check);
  if (days !== undefined) measures.push({ name: keyMetrics.idleDays, unit: MetricUnit.Count, value: days });
  if (check?.clock !== undefined) {
    measures.push({ name: keyMetrics.clockSkewMs, unit: MetricUnit.Milliseconds, value: check.clock.skewMs });
  }
  return measures;
}

/** Writes the figures to the log, where CloudWatch finds them. One line a key: a line has one set of dimensions. */
export function writeMetrics(metrics: Metrics, healths: readonly KeyHealth[]): void {
  for (const health of healths) {
    const measures = measuresOf(health);
    if (measures.length === 0) continue;
    metrics.addDimension('key', health.key);
    for (const { name, unit, value } of measures) metrics.addMetric(name, unit, value);
    metrics.publishStoredMetrics();
  }
}
