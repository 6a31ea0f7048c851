import { describe, expect, test } from '@jest/globals';
import { alarmingEvents } from '../../../functions/base/event-types.ts';
import type { OutgoingEvent } from '../../../functions/ledger/outbox/bus.ts';
import { figuresOf } from '../../../functions/runtime/event-metrics.ts';

const changed = (detail: Record<string, unknown>): OutgoingEvent => ({
  detailType: 'InstructionStatusChanged',
  detail: { id: 'inv-2026-0042', version: 7, kind: 'withdrawal', coin: 'USDT', quantity: '1250.5', ...detail },
});

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

describe('an instruction', () => {
  test('that settled counts once and by its amount, for its coin and kind', () => {
    expect(figuresOf([changed({ status: 'settled', exchangeOrderId: 'W1' })])).toEqual([
      {
        dimensions: { service: 'treasury', coin: 'USDT', kind: 'withdrawal' },
        measures: [
          { name: 'InstructionsSettled', unit: 'Count', value: 1 },
          { name: 'AmountSettled', unit: 'None', value: 1250.5 },
        ],
      },
    ]);
  });

  test('that is told again moved nothing again', () => {
    expect(figuresOf([{ ...changed({ status: 'settled' }), isRepeated: true }])).toEqual([]);
  });

  test.each(['rejected', 'declined', 'canceled', 'expired', 'failed'])('that is %s counts by its reason', (status) => {
    expect(figuresOf([changed({ status, reason: 'exchange-refused' })])).toEqual([
      {
        dimensions: { service: 'treasury', status, reason: 'exchange-refused' },
        measures: [{ name: 'InstructionsEnded', unit: 'Count', value: 1 }],
      },
    ]);
  });

  test.each(['requested', 'awaiting-approval', 'approved', 'sending', 'unknown', 'sent', 'needs-attention'])(
    'that is %s has no figure of its own: the tick says how many stand there',
    (status) => {
      expect(figuresOf([changed({ status, reason: 'outcome-unknown' })])).toEqual([]);
    },
  );

  test('is in no dimension, nor is a person, an address or an order', () => {
    const figures = figuresOf([
      changed({ status: 'settled' }),
      changed({ status: 'failed', reason: 'exchange-refused' }),
    ]);
    expect(JSON.stringify(figures)).not.toContain('inv-2026-0042');
    const names = figures.flatMap(({ dimensions }) => Object.keys(dimensions));
    expect([...new Set(names)].toSorted()).toEqual(['coin', 'kind', 'reason', 'service', 'status']);
  });
});
