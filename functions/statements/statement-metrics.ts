import type { Millis } from '../shared/core/clock.ts';
import { stageDimensions, statementMetricNames } from '../shared/core/metric-names.ts';
import { endOfDayDaysKept } from '../shared/exchange/endpoints/end-of-day-balance.ts';
import type { MetricSet } from '../shared/runtime/metrics.ts';
import { boundsOf } from '../shared/statements/day.ts';
import type { StatementsResult } from './run-statements.ts';

const hourMs = 3_600_000;
const hoursOfDay = 24;

/**
 * Pure: how far the account that is furthest behind is behind. One without any statement is so far behind that a day is
 * lost. Nothing before the first statement of all.
 */
export function statementMetrics(
  results: readonly StatementsResult[],
  offset: string,
  now: Millis,
): readonly MetricSet[] {
  const ends = results.flatMap(({ date }) => (date === undefined ? [] : [boundsOf(date, offset).to]));
  if (ends.length === 0) return [];
  // One that nothing can be read of must not hide behind the others. Its days are lost from then on.
  const isUnread = results.some(({ date }) => date === undefined);
  const behind = Math.max((now - Math.min(...ends)) / hourMs, isUnread ? endOfDayDaysKept * hoursOfDay : 0);
  const metrics = [{ name: statementMetricNames.hoursBehind, unit: 'None', value: behind } as const];
  return [{ dimensions: stageDimensions, metrics }];
}
