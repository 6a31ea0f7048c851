import { describe, expect, test } from '@jest/globals';
import { alarmEvents } from '../../../../functions/shared/core/event-types.ts';
import type { OutgoingEvent } from '../../../../functions/shared/ledger/messaging/bus.ts';
import { eventCountMetrics } from '../../../../functions/shared/runtime/event-metrics.ts';

describe('an event that a person must see', () => {
  test.each(alarmEvents)('%s is counted by its type, and by nothing else', (detailType) => {
    expect(eventCountMetrics([{ detailType, detail: { id: 'acme-usdt-eth', address: '0x52' } }])).toEqual([
      {
        dimensions: { service: 'treasury', type: detailType },
        metrics: [{ name: 'AlarmingEvents', unit: 'Count', value: 1 }],
      },
    ]);
  });

  test('is counted with others of its type in one figure', () => {
    const one: OutgoingEvent = { detailType: 'PolicyChanged', detail: {} };
    expect(eventCountMetrics([one, one])).toMatchObject([{ metrics: [{ value: 2 }] }]);
  });

  test('is told from one that is only kept on record', () => {
    expect(eventCountMetrics([{ detailType: 'KeyHealth', detail: {} }])).toEqual([]);
  });
});
