import * as v from 'valibot';

/** One value that CloudWatch would take out of a log. */
export interface MetricValue {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: string;
  readonly value: number;
}

const lineSchema = v.looseObject({
  _aws: v.strictObject({
    Timestamp: v.number(),
    CloudWatchMetrics: v.array(
      v.strictObject({
        Namespace: v.string(),
        Dimensions: v.array(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(30))),
        Metrics: v.array(v.strictObject({ Name: v.string(), Unit: v.string() })),
      }),
    ),
  }),
});

/**
 * Reads the lines of a log as CloudWatch reads them, by its embedded metric format. Lines that are no metrics are left
 * out. Throws for a line that means to be one and is not.
 */
export function metricsIn(lines: readonly string[]): readonly MetricValue[] {
  return lines.filter((line) => line.startsWith('{') && line.includes('"_aws"')).flatMap(metricsInLine);
}

function metricsInLine(line: string): MetricValue[] {
  const parsed = v.parse(lineSchema, JSON.parse(line));
  return parsed._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name, Unit }) => ({
        namespace: Namespace,
        name: Name,
        dimensions: Object.fromEntries(names.map((name) => [name, v.parse(v.string(), parsed[name])])),
        unit: Unit,
        value: v.parse(v.number(), parsed[Name]),
      })),
    ),
  );
}

/** The place of a series in CloudWatch, to compare what is written with what is watched. */
export function seriesOf({
  namespace,
  name,
  dimensions,
}: Pick<MetricValue, 'namespace' | 'name' | 'dimensions'>): string {
  const by = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return `${namespace} ${name} ${by.toSorted().join(' ')}`;
}
