import { depositMetrics, stageDimensions } from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { fiveMinutes, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** What payers sent: whether it is stuck, and whether somebody looks. */
export function depositAlarms({ stage }: MonitoredResources): readonly AlarmSpec[] {
  return [
    {
      id: 'deposits-stuck',
      runbook: 'deposit-stuck',
      description: 'A deposit has waited for longer than it may, or will not be credited by itself.',
      metric: treasuryMetric(stage, depositMetrics.stuck, stageDimensions, 'highest', fiveMinutes),
      condition: { atLeast: 1 },
      periods: 1,
      missingDataMode: 'keep',
      notifyOn: 'both',
    },
    {
      id: 'deposits-not-watched',
      runbook: 'deposits-not-watched',
      description: 'No look at deposits came to its end for 15 minutes. No sweep runs for a deposit.',
      metric: treasuryMetric(stage, depositMetrics.looked, stageDimensions, 'sum', fiveMinutes),
      condition: { under: 1 },
      periods: 3,
      missingDataMode: 'breaching',
      notifyOn: 'both',
    },
    {
      id: 'deposits-troubled',
      runbook: 'deposits-troubled',
      description: 'Looks at deposits left something undone for 15 minutes: a row is odd, or the exchange is away.',
      metric: treasuryMetric(stage, depositMetrics.reports, stageDimensions, 'sum', fiveMinutes),
      condition: { atLeast: 1 },
      periods: 3,
      missingDataMode: 'fine',
      notifyOn: 'both',
    },
  ];
}
