import { ComparisonOperator, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/** One alarm, as data. */
export interface AlarmSpec {
  /** The end of its name. */
  readonly id: string;
  /** The heading of its paragraph in docs/runbook.md, as an anchor. Alarms of one kind share it. */
  readonly runbook: string;
  /** What is so when it goes off, for who reads it at three in the morning. */
  readonly description: string;
  readonly metric: Metric;
  readonly condition: Threshold;
  /** How many periods in a row must be beyond the threshold. */
  readonly periods: number;
  /**
   * What a period without a figure says. `fine`: nothing happened. `breaching`: the figure itself is what is missed.
   * `keep`: nothing was learned, so the alarm stays as it is; that nobody looks is another alarm.
   */
  readonly missingDataMode: keyof typeof missingDataTreatments;
  /**
   * Whether people are told when it goes off and when it is over, or only when it goes off, since its end says nothing.
   */
  readonly notifyOn: 'both' | 'start';
}

export type Threshold = { readonly atLeast: number } | { readonly over: number } | { readonly under: number };

export const missingDataTreatments = {
  fine: TreatMissingData.NOT_BREACHING,
  breaching: TreatMissingData.BREACHING,
  keep: TreatMissingData.IGNORE,
} as const;

export function comparisonOf(threshold: Threshold): { readonly operator: ComparisonOperator; readonly value: number } {
  if ('atLeast' in threshold) {
    return { operator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD, value: threshold.atLeast };
  }
  if ('over' in threshold) return { operator: ComparisonOperator.GREATER_THAN_THRESHOLD, value: threshold.over };
  return { operator: ComparisonOperator.LESS_THAN_THRESHOLD, value: threshold.under };
}
