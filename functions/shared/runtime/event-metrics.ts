import { type EventType, eventTypes } from '../core/event-types.ts';
import { eventMetrics, eventSeries } from '../core/metric-names.ts';
import type { OutgoingEvent } from '../ledger/messaging/bus.ts';
import type { Figures } from './metrics.ts';

/** Pure: how many events of each type went out that a person must see. */
export function figuresOf(events: readonly OutgoingEvent[]): readonly Figures[] {
  const byType = Map.groupBy(events, ({ detailType }) => detailType);
  return [...byType].flatMap(([type, of]) => countOf(type, of.length));
}

function countOf(type: EventType, value: number): readonly Figures[] {
  if (eventTypes[type] !== 'alarm') return [];
  return [{ dimensions: eventSeries(type), measures: [{ name: eventMetrics.published, unit: 'Count', value }] }];
}
