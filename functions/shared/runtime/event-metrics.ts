import { type EventType, eventTypes } from '../core/event-types.ts';
import { eventDimensions, eventMetrics } from '../core/metric-names.ts';
import type { OutgoingEvent } from '../ledger/messaging/bus.ts';
import type { MetricSet } from './metrics.ts';

/** Pure: how many events of each type went out that a person must see. */
export function eventCountMetrics(events: readonly OutgoingEvent[]): readonly MetricSet[] {
  const byType = Map.groupBy(events, ({ detailType }) => detailType);
  return [...byType].flatMap(([type, of]) => countMetric(type, of.length));
}

function countMetric(type: EventType, value: number): readonly MetricSet[] {
  if (eventTypes[type] !== 'alarm') return [];
  return [{ dimensions: eventDimensions(type), metrics: [{ name: eventMetrics.published, unit: 'Count', value }] }];
}
