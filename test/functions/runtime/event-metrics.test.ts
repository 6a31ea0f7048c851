import { describe, expect, test } from '@jest/globals';
import { alarmingEvents } from '../../../functions/shared/core/event-types.ts';
import type { OutgoingEvent } from '../../../functions/shared/ledger/messaging/bus.ts';
import { figuresOf } from '../../../functions/shared/runtime/event-metrics.ts';

describe('an event that a person must see', () => {
  test.each(alarmingEvents)('%s is counted by its type, and by nothing else', (detailType) => {
    expect(figuresOf([{ detailType, detail: { id: 'acme-usdt-eth', address: '0x52' } }])).toEqual([
      {
        dimensions: { service: 'treasury', type: detailType },
        measures: [{ name: 'AlarmingEvents', unit: 'Count', value: 1 }],
      },
    ]);
  });

  test('is counted with others of its type in one figure', () => {
    const one: OutgoingEvent = { detailType: 'PolicyChanged', detail: {} };
    expect(figuresOf([one, one])).toMatchObject([{ measures: [{ value: 2 }] }]);
  });

  test('is told from one that is only kept on record', () => {
    expect(figuresOf([{ detailType: 'KeyHealth', detail: {} }])).toEqual([]);
  });
});
