import { describe, expect, test } from '@jest/globals';
import type { InstructionView } from '../../../../../console/pages/payments/payment/shown-content.ts';
import { timelineOf } from '../../../../../console/pages/payments/payment/timeline.ts';
import { exampleInstruction } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';

type Step = InstructionView['history'][number];
type Attempt = InstructionView['attempts'][number];

const [first] = exampleInstruction.history as [Step];
const step = (from: Step['from'], to: Step['to'], changes: Partial<Step> = {}): Step => ({
  ...first,
  from,
  to,
  ...changes,
});
const attempt = (number: number): Attempt => ({
  number,
  clientOrderId: exampleInstruction.id,
  timestamp: '2026-11-20T10:00:00.000Z',
  recvWindow: 5_000,
});

describe('the timeline', () => {
  test('has each attempt with the step that wrote it down', () => {
    const history = [
      step('awaiting-approval', 'approved'),
      step('approved', 'sending'),
      step('sending', 'approved', { reason: 'rate-limited' }),
      step('approved', 'sending'),
      step('sending', 'sent'),
    ];
    const entries = timelineOf({ history, attempts: [attempt(1), attempt(2)] });
    expect(entries.map((entry) => entry.attempt?.number)).toEqual([undefined, 1, undefined, 2, undefined]);
  });

  test('tells a wait that goes on once, with how often and until when', () => {
    const waits = ['10:00', '10:02', '10:06'].map((time) =>
      step('approved', 'approved', { reason: 'paused', at: `2026-11-20T${time}:00.000Z` }),
    );
    expect(timelineOf({ history: waits, attempts: [] })).toEqual([
      expect.objectContaining({ repeated: 2, lastAt: '2026-11-20T10:06:00.000Z' }),
    ]);
  });

  test('tells what people did one by one', () => {
    const given = step('awaiting-approval', 'awaiting-approval', { reason: 'approval-given' });
    const said = step('needs-attention', 'needs-attention', { reason: 'resolution-proposed' });
    expect(timelineOf({ history: [given, given, said, said], attempts: [] })).toHaveLength(4);
  });
});
