import {
  limitDimensions,
  limitMetrics,
  stageDimensions,
  tickMetrics,
} from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { fiveMinutes, minute, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** An outcome that is merely slow to come is found within a minute or two. */
const inDoubtSeconds = 300;
const nearlyUsedPercent = 90;

/** Money in doubt, and limits that fill up. They rest on what every tick says anew. */
export function moneyAlarms({ stage, limits }: MonitoredResources): readonly AlarmSpec[] {
  return [
    {
      id: 'in-doubt',
      runbook: 'in-doubt',
      description: 'Nobody has known for over 5 minutes whether an instruction moved money. It is not sent again.',
      metric: treasuryMetric(stage, tickMetrics.oldestInDoubtSeconds, stageDimensions, 'highest', minute),
      condition: { over: inDoubtSeconds },
      periods: 1,
      missingDataMode: 'keep',
      notifyOn: 'both',
    },
    {
      id: 'needs-attention',
      runbook: 'needs-attention',
      description: 'Two people have to say what became of an instruction. It moves no further by itself.',
      metric: treasuryMetric(stage, tickMetrics.needsAttention, stageDimensions, 'highest', minute),
      condition: { atLeast: 1 },
      periods: 1,
      missingDataMode: 'keep',
      notifyOn: 'both',
    },
    {
      id: 'sent-too-long',
      runbook: 'sent-too-long',
      description:
        'The exchange took an instruction, and it has not come to its end within the time that the policy gives.',
      metric: treasuryMetric(stage, tickMetrics.sentTooLong, stageDimensions, 'highest', minute),
      condition: { atLeast: 1 },
      periods: 1,
      missingDataMode: 'keep',
      notifyOn: 'both',
    },
    ...limits.map(
      ({ coin, window }): AlarmSpec => ({
        id: `limit-${coin}-${window}`,
        runbook: 'limit-nearly-used',
        description: `At least ${nearlyUsedPercent} percent of what may leave of ${coin} in ${window} is used.`,
        metric: treasuryMetric(stage, limitMetrics.usedPercent, limitDimensions(coin, window), 'highest', fiveMinutes),
        condition: { atLeast: nearlyUsedPercent },
        periods: 1,
        missingDataMode: 'keep',
        notifyOn: 'both',
      }),
    ),
  ];
}
