import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Dimensions } from '../core/metric-names.ts';

export interface MetricDatum {
  readonly name: string;
  readonly unit: 'Count' | 'Seconds' | 'Milliseconds' | 'Percent' | 'None';
  readonly value: number;
}

/** What is known of one series at one moment. */
export interface MetricSet {
  readonly dimensions: Dimensions;
  readonly metrics: readonly MetricDatum[];
}

/** Writes metrics to the log, where CloudWatch makes metrics of them. It calls nobody, so it cannot fail or be slow. */
export interface Meter {
  write(metricSets: readonly MetricSet[]): void;
}

/** The variable that a function with metrics has: the namespace of its stage. */
export const meterVariables = ['POWERTOOLS_METRICS_NAMESPACE'] as const;

/** One line of JSON for each series: a line has one set of dimensions. */
export function openMeter(variables: Record<(typeof meterVariables)[number], string>): Meter {
  const metrics = new Metrics({ namespace: variables.POWERTOOLS_METRICS_NAMESPACE });
  // The name of the function that happens to write would divide one series into several.
  metrics.clearDefaultDimensions();
  return {
    write: (metricSets) => {
      for (const { dimensions, metrics: measures } of metricSets) {
        if (measures.length === 0) continue;
        for (const [name, value] of Object.entries(dimensions)) metrics.addDimension(name, value);
        for (const { name, unit, value } of measures) metrics.addMetric(name, unit, value);
        metrics.publishStoredMetrics();
      }
    },
  };
}
