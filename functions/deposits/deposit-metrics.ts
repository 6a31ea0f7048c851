import { depositMetrics, stageDimensions } from '../shared/core/metric-names.ts';
import type { MetricSet } from '../shared/runtime/metrics.ts';
import type { DepositLook } from './watch-deposits.ts';

/** Pure: how deposits stand after a look that came to its end, and what it could not do. */
export function depositLookMetrics({ stuck }: DepositLook, reports: number): readonly MetricSet[] {
  const count = (name: string, value: number) => ({ name, unit: 'Count', value }) as const;
  const metrics = [
    count(depositMetrics.looked, 1),
    count(depositMetrics.reports, reports),
    count(depositMetrics.stuck, stuck),
  ];
  return [{ dimensions: stageDimensions, metrics }];
}
