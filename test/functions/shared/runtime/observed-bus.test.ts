import { Logger } from '@aws-lambda-powertools/logger';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OutgoingEvent } from '../../../../functions/shared/ledger/messaging/bus.ts';
import { openObservedBus } from '../../../../functions/shared/runtime/observed-bus.ts';
import { linesWrittenBy } from '../../../support/captured-output.ts';
import { metricsIn } from '../../../support/emf.ts';
import { startTestMessaging, type TestMessaging } from '../../../support/messaging.ts';

let messaging: TestMessaging;
beforeEach(async () => {
  messaging = await startTestMessaging();
});
afterEach(() => messaging.close());

const variables = { EVENT_BUS_NAME: 'treasury-test', POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-test' };
const open = () => openObservedBus(variables, new Logger({ serviceName: 'test' }));
const settled: OutgoingEvent = {
  detailType: 'InstructionStatusChanged',
  detail: { id: 'inv-1', version: 6, kind: 'withdrawal', status: 'settled', coin: 'USDT', quantity: '5' },
};

describe('what goes out on the bus', () => {
  test('is counted in the namespace of the stage', async () => {
    const lines = await linesWrittenBy(() => open().publish([{ detailType: 'ExchangeBan', detail: {} }]));
    expect(metricsIn(lines)).toEqual([
      {
        namespace: 'hashkey-treasury-test',
        name: 'AlarmingEvents',
        dimensions: { service: 'treasury', type: 'ExchangeBan' },
        unit: 'Count',
        value: 1,
      },
    ]);
  });

  test('is noted step by step under the instruction, without amount and address', async () => {
    const lines = await linesWrittenBy(() => open().publish([settled]));
    const noted = lines.map((line) => JSON.parse(line)).filter(({ message }) => message === 'status told');
    expect(noted).toMatchObject([{ instructionId: 'inv-1', version: 6, kind: 'withdrawal', status: 'settled' }]);
    expect(noted[0]).not.toHaveProperty('quantity');
  });

  test('and was not taken is not counted: it is published again, and counted then', async () => {
    messaging.setAway(true);
    const lines = await linesWrittenBy(() => expect(open().publish([settled])).rejects.toThrow());
    expect(lines).toEqual([]);
  });
});
