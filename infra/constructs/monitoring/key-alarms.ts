import { type KeyName, keyNames } from '../../../functions/shared/core/key-names.ts';
import {
  keyCheckMetrics,
  keyDimensions,
  keyMetrics,
  stageDimensions,
} from '../../../functions/shared/core/metric-names.ts';
import { idleDaysWarning } from '../../../functions/shared/key-health/judge-use.ts';
import type { AlarmSpec } from './alarm.ts';
import { fiveMinutes, hour, treasuryMetric } from './metrics.ts';
import type { MonitoredResources } from './monitored-resources.ts';

/** A day, and time for a check that is late. */
const uncheckedHours = 26;

/**
 * The keys. A check writes once a day, so a figure stands until the next one: each alarm looks at five minutes and
 * keeps its state through all others. Who mended a key and checks it by hand sees the alarm end at once.
 */
export function keyAlarms(monitored: MonitoredResources): readonly AlarmSpec[] {
  const { stage } = monitored;
  return [
    ...keyNames.flatMap((key) => ofKey(monitored, key)),
    {
      id: 'keys-not-checked',
      runbook: 'keys-not-checked',
      description: `The keys were not checked for ${uncheckedHours} hours.`,
      metric: treasuryMetric(stage, keyCheckMetrics.checked, stageDimensions, 'sum', hour),
      condition: { under: 1 },
      periods: uncheckedHours,
      missingDataMode: 'breaching',
      notifyOn: 'both',
    },
  ];
}

function ofKey({ stage }: MonitoredResources, key: KeyName): readonly AlarmSpec[] {
  const common = { periods: 1, missingDataMode: 'keep', notifyOn: 'both' } as const;
  return [
    {
      ...common,
      id: `key-refused-${key}`,
      runbook: 'key-refused',
      description: `The key ${key} does not work. What needs it waits.`,
      metric: treasuryMetric(stage, keyMetrics.works, keyDimensions(key), 'lowest', fiveMinutes),
      condition: { under: 1 },
    },
    {
      ...common,
      id: `key-idle-${key}`,
      runbook: 'key-idle',
      description: `Nothing used the key ${key} for ${idleDaysWarning} days. The exchange switches it off after 90.`,
      metric: treasuryMetric(stage, keyMetrics.idleDays, keyDimensions(key), 'highest', fiveMinutes),
      condition: { atLeast: idleDaysWarning },
    },
  ];
}
