import type { Millis } from '../shared/core/clock.ts';
import { exportMetrics, stageDimensions } from '../shared/core/metric-names.ts';
import type { MetricSet } from '../shared/runtime/metrics.ts';
import type { ExportProgress } from './progress.ts';

const hourMs = 3_600_000;

/** Pure: how far the exports are behind. Nothing before the first one is complete. */
export function exportLagMetrics({ exportedUntil }: ExportProgress, now: Millis): readonly MetricSet[] {
  if (exportedUntil === undefined) return [];
  const behind = { name: exportMetrics.hoursBehind, unit: 'None', value: (now - exportedUntil) / hourMs } as const;
  return [{ dimensions: stageDimensions, metrics: [behind] }];
}
