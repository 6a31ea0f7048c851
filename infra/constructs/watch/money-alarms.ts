import {
  limitDimensions,
  limitMetrics,
  stageDimensions,
  tickMetrics,
} from '../../../functions/shared/core/metric-names.ts';
import type { AlarmSpec } from './alarm.ts';
import { fiveMinutes, minute, ownMetric } from './metrics.ts';
import type { Watched } from './watched.ts';

/** An outcome that is merely slow to come is found within a minute or two. */
const inDoubtSeconds = 300;
const nearlyUsedPercent = 90;

/** Money in doubt, and limits that fill up. They rest on what every tick says anew. */
export function moneyAlarms({ stage, limits }: Watched): readonly AlarmSpec[] {
  return [
    {
      id: 'in-doubt',
      runbook: 'in-doubt',
      meaning: 'Nobody has known for over 5 minutes whether an instruction moved money. It is not sent again.',
      metric: ownMetric(stage, tickMetrics.oldestInDoubtSeconds, stageDimensions, 'highest', minute),
      goesOff: { over: inDoubtSeconds },
      periods: 1,
      missing: 'keep',
      told: 'both',
    },
    {
      id: 'needs-attention',
      runbook: 'needs-attention',
      meaning: 'Two people have to say what became of an instruction. It moves no further by itself.',
      metric: ownMetric(stage, tickMetrics.needsAttention, stageDimensions, 'highest', minute),
      goesOff: { atLeast: 1 },
      periods: 1,
      missing: 'keep',
      told: 'both',
    },
    ...limits.map(
      ({ coin, window }): AlarmSpec => ({
        id: `limit-${coin}-${window}`,
        runbook: 'limit-nearly-used',
        meaning: `At least ${nearlyUsedPercent} percent of what may leave of ${coin} in ${window} is used.`,
        metric: ownMetric(stage, limitMetrics.usedPercent, limitDimensions(coin, window), 'highest', fiveMinutes),
        goesOff: { atLeast: nearlyUsedPercent },
        periods: 1,
        missing: 'keep',
        told: 'both',
      }),
    ),
  ];
}
