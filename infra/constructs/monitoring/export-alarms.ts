import { exportMetrics, stageDimensions } from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { hour, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** A day, two looks until it is seen complete, and half a day of trying again. */
const behindHours = 38;

/** Each look writes a figure; looks that fail, or are not made, write none. */
const silentHours = 6;

/** The days of the table that should be in the bucket, whatever keeps them from it. */
export function exportAlarms({ stage }: MonitoredResources): readonly AlarmSpec[] {
  return [
    {
      id: 'exports-behind',
      runbook: 'export-failed',
      description: `What was written to the table more than ${behindHours} hours ago is not exported, or nobody looks.`,
      metric: treasuryMetric(stage, exportMetrics.hoursBehind, stageDimensions, 'highest', hour),
      condition: { over: behindHours },
      periods: silentHours,
      missingDataMode: 'breaching',
      notifyOn: 'both',
    },
  ];
}
