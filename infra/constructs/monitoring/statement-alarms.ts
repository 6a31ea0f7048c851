import { stageDimensions, statementMetricNames } from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { hour, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** Two days, and what a statement usually waits for. The exchange forgets a day after seven. */
const behindHours = 51;

/** Each run writes a figure; runs that fail, or are not made, write none. */
const silentHours = 6;

/** The statements that should be in the bucket, whatever keeps them from it. */
export function statementAlarms({ stage }: MonitoredResources): readonly AlarmSpec[] {
  return [
    {
      id: 'statements-behind',
      runbook: 'statements-behind',
      description: `An account has no statement of a day that ended ${behindHours} hours ago, or nobody looks.`,
      metric: treasuryMetric(stage, statementMetricNames.hoursBehind, stageDimensions, 'highest', hour),
      condition: { over: behindHours },
      periods: silentHours,
      missingDataMode: 'breaching',
      notifyOn: 'both',
    },
  ];
}
