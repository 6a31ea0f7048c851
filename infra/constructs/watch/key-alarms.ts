import { type KeyName, keyNames } from '../../../functions/shared/core/key-names.ts';
import {
  keyCheckMetrics,
  keyDimensions,
  keyMetrics,
  stageDimensions,
} from '../../../functions/shared/core/metric-names.ts';
import { idleDaysWarning } from '../../../functions/shared/key-health/judge-use.ts';
import type { AlarmSpec } from './alarm.ts';
import { fiveMinutes, hour, ownMetric } from './metrics.ts';
import type { Watched } from './watched.ts';

/** A day, and time for a check that is late. */
const uncheckedHours = 26;

/**
 * The keys. A check writes once a day, so a figure stands until the next one: each alarm looks at five minutes and keeps
 * its state through all others. Who mended a key and checks it by hand sees the alarm end at once.
 */
export function keyAlarms(watched: Watched): readonly AlarmSpec[] {
  const { stage } = watched;
  return [
    ...keyNames.flatMap((key) => ofKey(watched, key)),
    {
      id: 'keys-not-checked',
      runbook: 'keys-not-checked',
      meaning: `The keys were not checked for ${uncheckedHours} hours.`,
      metric: ownMetric(stage, keyCheckMetrics.checked, stageDimensions, 'sum', hour),
      goesOff: { under: 1 },
      periods: uncheckedHours,
      missing: 'breaching',
      told: 'both',
    },
  ];
}

function ofKey({ stage }: Watched, key: KeyName): readonly AlarmSpec[] {
  const common = { periods: 1, missing: 'keep', told: 'both' } as const;
  return [
    {
      ...common,
      id: `key-refused-${key}`,
      runbook: 'key-refused',
      meaning: `The key ${key} does not work. What needs it waits.`,
      metric: ownMetric(stage, keyMetrics.works, keyDimensions(key), 'lowest', fiveMinutes),
      goesOff: { under: 1 },
    },
    {
      ...common,
      id: `key-idle-${key}`,
      runbook: 'key-idle',
      meaning: `Nothing used the key ${key} for ${idleDaysWarning} days. The exchange switches it off after 90.`,
      metric: ownMetric(stage, keyMetrics.idleDays, keyDimensions(key), 'highest', fiveMinutes),
      goesOff: { atLeast: idleDaysWarning },
    },
  ];
}
