import { houseSeries, keyCheckMetrics, keyMetrics, keySeries } from '../shared/core/metric-names.ts';
import type { KeyHealth } from '../shared/key-health/judge.ts';
import { idleDays } from '../shared/key-health/judge-use.ts';
import type { Figures, Measure } from '../shared/runtime/metrics.ts';

/** Pure: the figures of one check of all keys, and that it was made. */
export function figuresOf(healths: readonly KeyHealth[]): readonly Figures[] {
  const checked = { name: keyCheckMetrics.checked, unit: 'Count', value: healths.length } as const;
  const ofKeys = healths.map((health) => ({ dimensions: keySeries(health.key), measures: measuresOf(health) }));
  return [...ofKeys, { dimensions: houseSeries, measures: [checked] }];
}

/** What is not known has no figure, so that a chart does not show a zero instead. */
function measuresOf({ verdict, check }: KeyHealth): readonly Measure[] {
  const measures: Measure[] = [];
  if (verdict !== 'unused') {
    measures.push({ name: keyMetrics.works, unit: 'Count', value: check?.kind === 'works' ? 1 : 0 });
  }
  const days = check === undefined ? undefined : idleDays(check);
  if (days !== undefined) measures.push({ name: keyMetrics.idleDays, unit: 'Count', value: days });
  if (check?.clock !== undefined) {
    measures.push({ name: keyMetrics.clockSkewMs, unit: 'Milliseconds', value: check.clock.skewMs });
  }
  return measures;
}
