import type { Millis } from '../shared/core/clock.ts';
import { exportMetrics, houseSeries } from '../shared/core/metric-names.ts';
import type { Figures } from '../shared/runtime/metrics.ts';
import type { Progress } from './progress.ts';

const hourMs = 3_600_000;

/** Pure: how far the exports are behind. Nothing before the first one is complete. */
export function figuresOf({ exportedUntil }: Progress, now: Millis): readonly Figures[] {
  if (exportedUntil === undefined) return [];
  const behind = { name: exportMetrics.hoursBehind, unit: 'None', value: (now - exportedUntil) / hourMs } as const;
  return [{ dimensions: houseSeries, measures: [behind] }];
}
