import * as v from 'valibot';
import { parseJson } from '../../json.ts';

/** A line in CloudWatch's embedded metric format. */
const lineSchema = v.looseObject({
  _aws: v.object({
    CloudWatchMetrics: v.array(
      v.object({
        Namespace: v.string(),
        Dimensions: v.array(v.array(v.string())),
        Metrics: v.array(v.object({ Name: v.string() })),
      }),
    ),
  }),
});

/** How many series of custom metrics these lines make: each name with each set of values of its dimensions is one. */
export function countMetricSeries(lines: readonly string[]): number {
  return new Set(lines.flatMap(seriesOf)).size;
}

function seriesOf(line: string): string[] {
  const parsed = v.safeParse(lineSchema, parseJson(line));
  if (!parsed.success) return [];
  const { _aws: format, ...values } = parsed.output;
  return format.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) => JSON.stringify([Namespace, Name, names.map((name) => [name, values[name]])])),
    ),
  );
}
