import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Dimensions } from '../../../functions/shared/core/metric-names.ts';
import { nameIn, type Stage } from '../stage.ts';

export type Statistic = 'sum' | 'highest' | 'lowest';

const statistics: Readonly<Record<Statistic, string>> = {
  sum: Stats.SUM,
  highest: Stats.MAXIMUM,
  lowest: Stats.MINIMUM,
};

/** A metric that our functions write. */
export function treasuryMetric(
  stage: Stage,
  metricName: string,
  dimensions: Dimensions,
  statistic: Statistic,
  period: Duration,
): Metric {
  return awsMetric(nameIn(stage), metricName, dimensions, statistic, period);
}

/** A metric of a service of AWS. */
export function awsMetric(
  namespace: string,
  metricName: string,
  dimensions: Readonly<Record<string, string>>,
  statistic: Statistic,
  period: Duration,
): Metric {
  return new Metric({
    namespace,
    metricName,
    dimensionsMap: { ...dimensions },
    statistic: statistics[statistic],
    period,
  });
}

export const minute = Duration.minutes(1);
export const fiveMinutes = Duration.minutes(5);
export const hour = Duration.hours(1);
