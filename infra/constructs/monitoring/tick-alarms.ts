import { stageDimensions, tickMetrics } from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { minute, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** The tick is what makes everything come to its end, and what the other alarms see by. */
export function tickAlarms({ stage }: MonitoredResources): readonly AlarmSpec[] {
  return [
    {
      id: 'tick-not-running',
      runbook: 'tick-not-running',
      description:
        'No tick came to its end for 5 minutes. Nothing in doubt is looked for, and other alarms see nothing.',
      metric: treasuryMetric(stage, tickMetrics.ran, stageDimensions, 'sum', minute),
      condition: { under: 1 },
      periods: 5,
      // The figure of a tick that does not run is the one that is not there.
      missingDataMode: 'breaching',
      notifyOn: 'both',
    },
    {
      id: 'tick-troubled',
      runbook: 'tick-troubled',
      description:
        'Every tick of the last 15 minutes left something undone: the exchange, the bus or a queue may be away.',
      metric: treasuryMetric(stage, tickMetrics.reports, stageDimensions, 'sum', minute),
      condition: { atLeast: 1 },
      periods: 15,
      missingDataMode: 'fine',
      notifyOn: 'both',
    },
    {
      id: 'item-unreadable',
      runbook: 'item-unreadable',
      description:
        'Something in the table is not as it was written. Nothing is decided on it; everything else goes on.',
      metric: treasuryMetric(stage, tickMetrics.unreadableItems, stageDimensions, 'highest', minute),
      condition: { atLeast: 1 },
      periods: 1,
      missingDataMode: 'keep',
      notifyOn: 'both',
    },
  ];
}
