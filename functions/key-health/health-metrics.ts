import { keyCheckMetrics, keyDimensions, keyMetrics, stageDimensions } from '../shared/core/metric-names.ts';
import type { KeyHealth } from '../shared/key-health/judge-key-health.ts';
import { idleDays } from '../shared/key-health/judge-use.ts';
import type { MetricDatum, MetricSet } from '../shared/runtime/metrics.ts';

/** Pure: the figures of one check of all keys, and that it was made. */
export function keyHealthMetrics(healths: readonly KeyHealth[]): readonly MetricSet[] {
  const checked = { name: keyCheckMetrics.checked, unit: 'Count', value: healths.length } as const;
  const ofKeys = healths.map((health) => ({ dimensions: keyDimensions(health.key), metrics: metricsOf(health) }));
  return [...ofKeys, { dimensions: stageDimensions, metrics: [checked] }];
}

/** What is not known has no figure, so that a chart does not show a zero instead. */
function metricsOf({ verdict, check }: KeyHealth): readonly MetricDatum[] {
  const metrics: MetricDatum[] = [];
  if (verdict !== 'unused') {
    metrics.push({ name: keyMetrics.works, unit: 'Count', value: check?.kind === 'works' ? 1 : 0 });
  }
  const days = check === undefined ? undefined : idleDays(check);
  if (days !== undefined) metrics.push({ name: keyMetrics.idleDays, unit: 'Count', value: days });
  if (check?.clock !== undefined) {
    metrics.push({ name: keyMetrics.clockSkewMs, unit: 'Milliseconds', value: check.clock.skewMs });
  }
  return metrics;
}
