import type { Millis } from '../shared/core/clock.ts';
import { stageDimensions, statementMetricNames } from '../shared/core/metric-names.ts';
import type { MetricSet } from '../shared/runtime/metrics.ts';
import { boundsOf } from '../shared/statements/day.ts';
import type { StatementsResult } from './run-statements.ts';

const hourMs = 3_600_000;

/** Pure: how far the account that is furthest behind is behind. Nothing before the first statement. */
export function statementMetrics(
  results: readonly StatementsResult[],
  offset: string,
  now: Millis,
): readonly MetricSet[] {
  const ends = results.flatMap(({ date }) => (date === undefined ? [] : [boundsOf(date, offset).to]));
  if (ends.length === 0) return [];
  const behind = (now - Math.min(...ends)) / hourMs;
  const metrics = [{ name: statementMetricNames.hoursBehind, unit: 'None', value: behind } as const];
  return [{ dimensions: stageDimensions, metrics }];
}
