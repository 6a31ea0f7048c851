/** Metrics that functions write and alarms watch. Both take the names from here. */

/** Of each key's daily check, by the dimension `key`, in the namespace of the stage. */
export const keyMetrics = {
  /** 1 where the key was seen to work, 0 where not. Nothing for a key that is not set and not needed. */
  works: 'KeyWorks',
  /** Whole days that the key had not been used before the check. */
  idleDays: 'IdleDays',
  /** How far the exchange's clock is ahead of ours. */
  clockSkewMs: 'ClockSkewMs',
} as const;

/** Of the daily export of the table, in the namespace of the stage. */
export const exportMetrics = {
  /** Hours since the moment until which everything is exported. Up to about 25 where all is well. Nothing before the first export. */
  hoursBehind: 'ExportHoursBehind',
} as const;
