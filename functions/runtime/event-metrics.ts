import * as v from 'valibot';
import { toDisplayNumber } from '../base/amount.ts';
import { type EventType, eventTypes } from '../base/event-types.ts';
import { endMetrics, endSeries, eventMetrics, eventSeries, moneyMetrics, moneySeries } from '../base/metric-names.ts';
import { amountSchema } from '../base/schemas.ts';
import { endStatuses } from '../ledger/instruction/arrows.ts';
import type { Status } from '../ledger/instruction/instruction.ts';
import type { OutgoingEvent } from '../ledger/outbox/bus.ts';
import type { Figures } from './metrics.ts';

const settledSchema = v.object({
  status: v.literal('settled'),
  coin: v.string(),
  kind: v.string(),
  quantity: amountSchema,
});
const withoutMoney: readonly Status[] = endStatuses.filter((status) => status !== 'settled');
const endedSchema = v.object({ status: v.picklist(withoutMoney), reason: v.string() });

/** Pure: what events that went out tell in figures. */
export function figuresOf(events: readonly OutgoingEvent[]): readonly Figures[] {
  const alarming = Map.groupBy(events, ({ detailType }) => detailType);
  return [...alarming].flatMap(([type, of]) => countOf(type, of.length)).concat(events.flatMap(ofStatus));
}

function countOf(type: EventType, value: number): readonly Figures[] {
  if (eventTypes[type] !== 'alarm') return [];
  return [{ dimensions: eventSeries(type), measures: [{ name: eventMetrics.published, unit: 'Count', value }] }];
}

/** One that is told again, for a listener that has not done what it had to, moved nothing a second time. */
function ofStatus({ detailType, detail, isRepeated }: OutgoingEvent): readonly Figures[] {
  if (detailType !== 'InstructionStatusChanged' || isRepeated === true) return [];
  const settled = v.safeParse(settledSchema, detail);
  if (settled.success) {
    const { coin, kind, quantity } = settled.output;
    const amount = toDisplayNumber(quantity);
    const measures = [
      { name: moneyMetrics.settled, unit: 'Count', value: 1 },
      { name: moneyMetrics.amount, unit: 'None', value: amount },
    ] as const;
    return [{ dimensions: moneySeries(coin, kind), measures }];
  }
  const ended = v.safeParse(endedSchema, detail);
  if (!ended.success) return [];
  const { status, reason } = ended.output;
  return [{ dimensions: endSeries(status, reason), measures: [{ name: endMetrics.ended, unit: 'Count', value: 1 }] }];
}
