import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ReconciliationDependencies } from '../../../functions/reconciliation/dependencies.ts';
import { measuredTick } from '../../../functions/reconciliation/measured-tick.ts';
import { amount } from '../../../functions/shared/core/amount.ts';
import { awaitApproval } from '../../../functions/shared/ledger/instruction/approval-transitions.ts';
import { flagForAttention, markUnknown } from '../../../functions/shared/ledger/instruction/doubt-transitions.ts';
import { createInstruction, hold, startSending } from '../../../functions/shared/ledger/instruction/transitions.ts';
import { BusUnavailableError } from '../../../functions/shared/ledger/messaging/bus.ts';
import { pauseSending } from '../../../functions/shared/ledger/pause/pause.ts';
import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import { openMeter } from '../../../functions/shared/runtime/metrics.ts';
import { metricsWrittenBy } from '../../support/captured-output.ts';
import { noon } from '../../support/clock.ts';
import type { MetricValue } from '../../support/emf.ts';
import { type FunctionFixture, startFunctionFixture } from '../../support/function-fixture.ts';
import { approved, policyWith, stamp, withdrawal } from '../../support/instructions.ts';
import { recordList } from '../../support/record-list.ts';

let fixture: FunctionFixture;
beforeEach(async () => {
  fixture = await startFunctionFixture();
  fixture.script.on('/api/v1/account/withdrawOrders', recordList());
});
afterEach(() => fixture.close());

const meter = openMeter({ POWERTOOLS_METRICS_NAMESPACE: 'hashkey-treasury-test' });
const run = (changes: Partial<ReconciliationDependencies> = {}) =>
  metricsWrittenBy(() => measuredTick({ ...fixture.parts, ...changes }, meter));
const value = (metrics: readonly MetricValue[], name: string) => metrics.find((metric) => metric.name === name)?.value;
const minute = 60_000;

async function inDoubt(id = 'inv-1') {
  const { instruction } = await fixture.parts.instructions.create(approved(withdrawal(id)));
  const sending = startSending(instruction, { timestamp: noon, recvWindow: 5_000 }, stamp);
  await fixture.parts.instructions.update(instruction, sending);
  const unknown = markUnknown(sending, 'http-502', stamp);
  await fixture.parts.instructions.update(sending, unknown);
  return unknown;
}

describe('every tick', () => {
  test('says that it ran and how everything stands, also where there is nothing', async () => {
    const metrics = await run();
    const said = Object.fromEntries(metrics.map((metric) => [metric.name, metric.value]));
    expect(said).toMatchObject({
      TickRan: 1,
      TickReports: 0,
      WaitingForPeople: 0,
      Held: 0,
      InDoubt: 0,
      OldestInDoubtSeconds: 0,
      NeedsAttention: 0,
      AtExchange: 0,
      PausesInForce: 0,
      ExchangeFailures: 0,
    });
    expect(new Set(metrics.map(({ dimensions }) => JSON.stringify(dimensions)))).toEqual(
      new Set(['{"service":"treasury"}']),
    );
  });

  test('says it again: what a lost figure was about is there a minute later', async () => {
    await inDoubt();
    fixture.clock.advance(7 * minute);
    expect(value(await run(), 'OldestInDoubtSeconds')).toBe(420);
    fixture.clock.advance(minute);
    expect(value(await run(), 'OldestInDoubtSeconds')).toBe(480);
  });
});

describe('the figures', () => {
  test('count each instruction where it stands when the tick ends', async () => {
    const { instructions } = fixture.parts;
    await instructions.create(awaitApproval(createInstruction(withdrawal('waiting'), stamp), stamp));
    const held = approved(withdrawal('held'));
    await instructions.create(
      hold(held, { reason: 'fix-config', code: 'exchange-refused', notBefore: noon + 10 * minute }, stamp),
    );
    const doubted = await inDoubt('attention');
    await instructions.update(doubted, flagForAttention(doubted, 'near-match', [], stamp));
    await inDoubt('doubt');
    const metrics = await run();
    expect(metrics.filter((metric) => metric.value === 1).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['WaitingForPeople', 'Held', 'NeedsAttention', 'InDoubt']),
    );
    expect(value(metrics, 'AtExchange')).toBe(0);
  });

  test('count one that a tick found and settled no more as in doubt', async () => {
    await inDoubt();
    const order = { time: String(noon), id: 'W1', coin: 'USDT', address: withdrawal().address, quantity: '1250.5' };
    const rest = { arriveQuantity: '', status: 'successful', txId: '', remark: 'inv-1', clientOrderId: 'inv-1' };
    fixture.script.on('/api/v1/account/withdrawOrders', recordList({ ...order, ...rest }));
    const metrics = await run();
    expect([value(metrics, 'InDoubt'), value(metrics, 'OldestInDoubtSeconds')]).toEqual([0, 0]);
  });

  test('tell how far each window of a coin is used, by amount or count, whichever is further', async () => {
    const day = { windowMs: 86_400_000, amount: '1000', count: 4 };
    const week = { windowMs: 7 * 86_400_000, amount: '10000' };
    const withdrawals = { USDT: { perInstruction: '1000', rolling: [day, week] } };
    await fixture.parts.policies.put(policyWith({ withdrawals }));
    const entry = { id: 'inv-1#1', quantity: amount('400') };
    await fixture.parts.reservations.reserve([{ coin: 'USDT', limits: [] }], entry, noon);
    const used = (await run()).filter(({ name }) => name === 'LimitUsedPercent');
    expect(used.map((metric) => [metric.dimensions.coin, metric.dimensions.window, metric.unit, metric.value])).toEqual(
      [
        ['USDT', '24h', 'Percent', 40],
        ['USDT', '7d', 'Percent', 4],
      ],
    );
  });

  test('tell how many scopes are paused', async () => {
    const by = { at: noon, by: 'olivia@example.com' };
    await fixture.parts.pauses.change((now) => pauseSending(now, 'coin:USDT', 'odd withdrawals', by));
    expect(value(await run(), 'PausesInForce')).toBe(1);
  });

  test('tell what went wrong, and how the exchange served', async () => {
    await inDoubt();
    fixture.script.on('/api/v1/account/withdrawOrders', { status: 503, body: 'no' });
    const metrics = await run();
    expect(value(metrics, 'TickReports')).toBeGreaterThan(0);
    expect(value(metrics, 'ExchangeFailures')).toBeGreaterThan(0);
    expect(value(metrics, 'ExchangeCalls')).toBeGreaterThan(0);
  });
});

describe('what cannot be read', () => {
  test('for a chart is reported, and takes no figure with it that an alarm rests on', async () => {
    await inDoubt();
    const book = () => Promise.reject(new StoreUnavailableError('a read', undefined));
    const withdrawals = { USDT: { perInstruction: '1000', rolling: [{ windowMs: 86_400_000, amount: '1000' }] } };
    await fixture.parts.policies.put(policyWith({ withdrawals }));
    const metrics = await run({ reservations: { ...fixture.parts.reservations, book } });
    expect(value(metrics, 'InDoubt')).toBe(1);
    expect(value(metrics, 'TickReports')).toBe(1);
    expect(value(metrics, 'LimitUsedPercent')).toBeUndefined();
  });

  test('of the instructions leaves the tick without any figure, which its alarm waits for', async () => {
    const listOpen = () => Promise.reject(new StoreUnavailableError('a query', undefined));
    const instructions = { ...fixture.parts.instructions, listOpen };
    const metrics = await metricsWrittenBy(() =>
      expect(measuredTick({ ...fixture.parts, instructions }, meter)).rejects.toThrow(StoreUnavailableError),
    );
    expect(metrics).toEqual([]);
  });

  test('on a bus that is away still leaves the figures of money in doubt', async () => {
    await inDoubt();
    const bus = { publish: () => Promise.reject(new BusUnavailableError('an event', undefined)) };
    expect(value(await run({ bus }), 'InDoubt')).toBe(1);
  });
});
