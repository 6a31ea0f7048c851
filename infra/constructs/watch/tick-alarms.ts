import { stageDimensions, tickMetrics } from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { minute, ownMetric } from './metrics.ts';
import type { Watched } from './watched.ts';

/** The tick is what makes everything come to its end, and what the other alarms see by. */
export function tickAlarms({ stage }: Watched): readonly AlarmSpec[] {
  return [
    {
      id: 'tick-not-running',
      runbook: 'tick-not-running',
      meaning: 'No tick came to its end for 5 minutes. Nothing in doubt is looked for, and other alarms see nothing.',
      metric: ownMetric(stage, tickMetrics.ran, stageDimensions, 'sum', minute),
      goesOff: { under: 1 },
      periods: 5,
      // The figure of a tick that does not run is the one that is not there.
      missing: 'breaching',
      told: 'both',
    },
    {
      id: 'tick-troubled',
      runbook: 'tick-troubled',
      meaning: 'Every tick of the last 15 minutes left something undone: the exchange, the bus or a queue may be away.',
      metric: ownMetric(stage, tickMetrics.reports, stageDimensions, 'sum', minute),
      goesOff: { atLeast: 1 },
      periods: 15,
      missing: 'fine',
      told: 'both',
    },
  ];
}
